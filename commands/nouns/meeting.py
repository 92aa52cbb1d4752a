"""`allied meeting`: who met when; what is written while one runs carries it."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Option, Typer

from ..run import Run
from ..shown.documents import each, list_, show, wrote
from ..verb import Verb, Writing, listing, taking
from .arguments import Meeting, Meetings, Words

app = Typer()
Title = Annotated[str | None, Argument(metavar="[TITLE]", help="What it is about.")]


@app.command("add", cls=taking("meeting", "title"))
def add(ctx: Context, title: Title = None) -> None:
    """Add a meeting, to come or past; --starts says when."""
    from ...store.verbs import meetings

    run = Run.of(ctx)
    wrote(run, meetings.add(run.ledger, run.values("meeting", title=title)))


@app.command("begin", cls=taking("meeting", "title", "starts", "ends"))
def begin(
    ctx: Context,
    title: Title = None,
    planned: Annotated[
        str | None, Option("--planned", metavar="MEETING", help="Go on with one that was added before.")
    ] = None,
) -> None:
    """Begin a meeting: what is written from here on carries it, until it ends."""
    from ...store.errors import Usage
    from ...store.verbs import meetings

    run = Run.of(ctx)
    if planned is None:
        return wrote(run, meetings.begin(run.ledger, run.values("meeting", title=title)))
    if title is not None or run.fields:
        raise Usage("A meeting that was added before has a title and fields.", "Leave them out.")
    key = run.key("meeting", planned)
    if not run.dry:
        meetings.resume(run.ledger, key)
    return show(run, "meeting", key)


@app.command("end", cls=Writing)
def end(
    ctx: Context,
    meeting: Annotated[
        str | None, Argument(metavar="[MEETING]", help="Which; else the one that runs here.")
    ] = None,
) -> None:
    """Record that a meeting ends now."""
    from ...store.errors import NotFound
    from ...store.verbs import meetings

    run = Run.of(ctx)
    key = run.ledger.meeting() if meeting is None else run.key("meeting", meeting)
    if key is None:
        raise NotFound("No meeting runs here.", "allied meeting begin TITLE begins one.")
    wrote(run, meetings.end(run.ledger, key))


@app.command("attend", cls=Writing)
def attend(
    ctx: Context,
    meeting: Meeting,
    who: Annotated[
        list[str] | None, Argument(metavar="[WHO]...", help="Contacts or members; - reads standard input.")
    ] = None,
    not_there: Annotated[
        list[str] | None, Option("--not", metavar="WHO", help="Somebody who wasn't there after all.")
    ] = None,
) -> None:
    """Record who is at a meeting, contacts or members."""
    from ...store.errors import Usage
    from ...store.verbs import meetings
    from ..typed.named import spread

    run = Run.of(ctx)
    if not who and not not_there:
        raise Usage("This doesn't say who is there.", "Name contacts or members, or --not WHO.")
    came, gone = (
        [run.find(("contact", "member"), text)[1] for text in spread(names or ())]
        for names in (who, not_there)
    )
    wrote(run, meetings.attendees(run.ledger, run.key("meeting", meeting), came, gone))


@app.command("set", cls=taking("meeting"))
def set_(ctx: Context, meetings_: Meetings) -> None:
    """Change what is kept of a meeting."""
    from ...store.verbs import meetings

    run = Run.of(ctx)
    values = run.changes("meeting")
    each(run, "meeting", meetings_, lambda key: meetings.change(run.ledger, key, values))


@app.command("list", cls=listing("meeting"))
def list_meetings(ctx: Context, words: Words = None) -> None:
    """List meetings."""
    list_(Run.of(ctx), "meeting", words)


@app.command("show", cls=Verb)
def show_meeting(ctx: Context, meeting: Meeting) -> None:
    """Show one meeting, with what was written while it ran."""
    run = Run.of(ctx)
    show(run, "meeting", run.key("meeting", meeting))
