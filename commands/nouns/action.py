"""`allied action`: who does what by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Option, Typer

from ..run import Run
from ..shown.documents import added, each, list_, show
from ..verb import Verb, Writing, listing, taking
from .arguments import Action, Actions, Words

if TYPE_CHECKING:
    from ...store.verbs.done import Done

app = Typer()
_NOBODY = "none"


@app.command("add", cls=taking("action", "title"))
def add(
    ctx: Context,
    title: Annotated[
        str, Argument(metavar="TITLE", help="What is to be done; - reads titles from standard input.")
    ],
) -> None:
    """Add an action."""
    from ...store.verbs import actions

    run = Run.of(ctx)
    values = run.values("action")
    added(run, "action", title, lambda called: actions.add(run.ledger, called, values))


@app.command("set", cls=taking("action"))
def set_(ctx: Context, actions_: Actions) -> None:
    """Change what is kept of an action."""
    from ...store.verbs import actions

    run = Run.of(ctx)
    values = run.changes("action")
    each(run, "action", actions_, lambda key: actions.change(run.ledger, key, values))


@app.command("list", cls=listing("action"))
def list_actions(ctx: Context, words: Words = None) -> None:
    """List actions."""
    list_(Run.of(ctx), "action", words)


@app.command("show", cls=Verb)
def show_action(ctx: Context, action: Action) -> None:
    """Show one action."""
    run = Run.of(ctx)
    show(run, "action", run.key("action", action))


@app.command("start", cls=Writing)
def start(ctx: Context, actions_: Actions) -> None:
    """Record that an action is being done."""
    from ...store.verbs import actions

    run = Run.of(ctx)
    each(run, "action", actions_, lambda key: _begun(run, actions.start(run.ledger, key)))


@app.command("done", cls=Writing)
def done(ctx: Context, actions_: Actions) -> None:
    """Record that an action is done."""
    from ...store.verbs import actions

    run = Run.of(ctx)
    each(run, "action", actions_, lambda key: _followed(run, _begun(run, actions.done(run.ledger, key))))


@app.command("drop", cls=Writing)
def drop(ctx: Context, actions_: Actions) -> None:
    """Record that an action won't be done."""
    from ...store.verbs import actions

    run = Run.of(ctx)
    each(run, "action", actions_, lambda key: actions.drop(run.ledger, key))


@app.command("block", cls=Writing)
def block(
    ctx: Context,
    actions_: Actions,
    reason: Annotated[
        str | None, Option(metavar="TEXT", help="What keeps it from being done; kept as a comment.")
    ] = None,
    on: Annotated[list[str] | None, Option(metavar="ACTION", help="An action that it waits on.")] = None,
) -> None:
    """Record that something keeps an action from being done."""
    from ...store.verbs import working
    from ..typed.fields import content

    run = Run.of(ctx)
    others = [run.key("action", other) for other in on or ()]
    why = content(reason) if reason else None
    each(run, "action", actions_, lambda key: working.block(run.ledger, key, why, others))


@app.command("assign", cls=Writing)
def assign(
    ctx: Context,
    actions_: Actions,
    to: Annotated[str, Argument(metavar="MEMBER|CONTACT", help="Who is to do it; none takes it from all.")],
) -> None:
    """Give an action to a member or to a contact; naming one sets both where it is clear."""
    from ...store.verbs import working

    run = Run.of(ctx)
    key = None if to in ("", _NOBODY) else run.find(("contact", "member"), to)[1]
    each(run, "action", actions_, lambda action: working.assign(run.ledger, action, key))


@app.command("wait-on", cls=Writing)
def wait_on(
    ctx: Context,
    action: Action,
    others: Annotated[
        list[str] | None, Argument(metavar="[OTHER]...", help="What it waits on; - reads standard input.")
    ] = None,
    no_more: Annotated[
        list[str] | None, Option("--no-more", metavar="ACTION", help="What it doesn't wait on any more.")
    ] = None,
) -> None:
    """Record what an action waits on; a circle is refused."""
    from ...store.errors import Usage
    from ...store.verbs import working
    from ..shown.documents import wrote
    from ..typed.named import keys

    run = Run.of(ctx)
    if not others and not no_more:
        raise Usage("This doesn't say what it waits on.", "Name actions, or --no-more ACTION.")
    on, off = keys(run, "action", others or ()), [run.key("action", other) for other in no_more or ()]
    wrote(run, working.wait_on(run.ledger, run.key("action", action), on, off))


@app.command("recur", cls=Writing)
def recur(
    ctx: Context,
    actions_: Actions,
    rule: Annotated[
        str, Argument(metavar="RULE", help="weekly, every 2 months, an RRULE; none ends the series.")
    ],
    due: Annotated[
        str | None, Option(metavar="DATE", help="The first day, to count from; else the day it is due.")
    ] = None,
) -> None:
    """Say how often an action comes again: once it is done, the next one is there."""
    from ...store.schema import kind
    from ...store.verbs import working

    run = Run.of(ctx)
    wanted = None if rule in ("", _NOBODY) else kind("action").fields["recurrence"].parse(rule, run.context)
    day = run.day(due).isoformat() if due else None
    each(run, "action", actions_, lambda key: working.recur(run.ledger, key, wanted, day))


def _begun(run: Run, done: Done) -> Done:
    """Say what an action that is being done, or is done, waits on all the same."""
    from ...store.views.urgency import waits

    waiting = waits(done.doc, run.ledger.table("action")) if done.doc.get("waits_on") else []
    if waiting and done.changed:
        names = ", ".join(sorted(run.reader.label("action", key) for key in waiting))
        run.say(f"It waits on {names}, which {'is' if len(waiting) == 1 else 'are'} not done.")
    return done


def _followed(run: Run, done: Done) -> Done:
    """Say that the next action of a series is there, and when it is due."""
    made = (entry.key for entry in done.step.entries if entry.kind == "action" and entry.key != done.key)
    run.look_again()
    following = next((doc for key in made if (doc := run.reader.get("action", key))), None)
    if following is not None:
        run.say(f"It comes again: the next is due {following.get('due')}.")
    return done
