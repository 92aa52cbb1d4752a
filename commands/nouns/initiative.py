"""`allied initiative`: what members can opt in to."""

from __future__ import annotations

from typing import Annotated, Literal

from typer import Argument, Context, Option, Typer
from typer import Exit as Leave

from ...store.errors import Usage
from ..errors import Exit
from ..run import Run
from ..shown.documents import added, each, list_, show, written, wrote
from ..verb import Verb, Writing, listing, taking
from .arguments import Initiative, Initiatives, Words

app = Typer()


@app.command("add", cls=taking("initiative", "title"))
def add(
    ctx: Context,
    title: Annotated[
        str, Argument(metavar="TITLE", help="What it is called; - reads titles from standard input.")
    ],
) -> None:
    """Add an initiative."""
    from ...store.verbs import initiatives

    run = Run.of(ctx)
    values = run.values("initiative")
    added(run, "initiative", title, lambda called: initiatives.add(run.ledger, called, values))


@app.command("set", cls=taking("initiative"))
def set_(ctx: Context, initiatives_: Initiatives) -> None:
    """Change what is kept of an initiative."""
    from ...store.verbs import initiatives

    run = Run.of(ctx)
    values = run.changes("initiative")
    each(run, "initiative", initiatives_, lambda key: initiatives.change(run.ledger, key, values))


@app.command("list", cls=listing("initiative"))
def list_initiatives(ctx: Context, words: Words = None) -> None:
    """List initiatives."""
    list_(Run.of(ctx), "initiative", words)


@app.command("show", cls=Verb)
def show_initiative(ctx: Context, initiative: Initiative) -> None:
    """Show one initiative, with its mix: reached or not, and what is missing."""
    run = Run.of(ctx)
    show(run, "initiative", run.key("initiative", initiative))


@app.command("stage", cls=Writing)
def stage(
    ctx: Context,
    initiatives_: Initiatives,
    to: Annotated[
        str, Argument(metavar="STAGE", help="idea|forming|active|closing; closing it for good: close.")
    ],
) -> None:
    """Record how far an initiative has come."""
    from ...store.schema import kind
    from ...store.verbs import stages

    run = Run.of(ctx)
    wanted = kind("initiative").fields["stage"].parse(to, run.context)
    each(run, "initiative", initiatives_, lambda key: stages.stage(run.ledger, key, wanted))


@app.command("needs", cls=Writing)
def needs(
    ctx: Context,
    initiative: Initiative,
    needed: Annotated[
        list[str],
        Argument(
            metavar="NEED=COUNT...",
            help="members=5, regions=3, role:spokesperson=1, led-by:roma=2; NEED= takes one out.",
        ),
    ],
) -> None:
    """Record the sufficient mix: what an initiative needs before it acts."""
    from ...store.verbs import stages

    run = Run.of(ctx)
    for text in needed:
        if "=" not in text:
            raise Usage(f"A need takes a count, not {text!r}.", f"{text}=1, or {text}= to take it out.")
    values = run.values("initiative", needs=needed)
    wrote(run, stages.needs(run.ledger, run.key("initiative", initiative), values["needs"]))


@app.command("ask", cls=Writing)
def ask(
    ctx: Context,
    initiative: Initiative,
    text: Annotated[
        str,
        Argument(metavar="TEXT", help="The exact text that members agree to, or @FILE; @@ for an at sign."),
    ],
    editorial: Annotated[
        bool, Option("--editorial", help="Nothing changes in substance: opt-ins stand, and are told.")
    ] = False,
    material: Annotated[
        bool, Option("--material", help="It changes in substance: opt-ins go stale until reconfirmed.")
    ] = False,
    language: Annotated[str | None, Option(metavar="CODE", help="The language it is in.")] = None,
    plain: Annotated[str | None, Option(metavar="TEXT", help="The same in plain words, or @FILE.")] = None,
    authoritative: Annotated[
        bool, Option("--authoritative", help="Where texts differ by language, this one holds.")
    ] = False,
) -> None:
    """Give the ask a new text; says how it differs, whom to notify, and which opt-ins went stale."""
    from ...store.schema.asks import ASK
    from ...store.verbs import asking
    from ..shown.reworded import reworded
    from ..typed.fields import content, parts

    if editorial and material:
        raise Usage("A change is editorial or material, not both.", "Say one of the two.")
    run = Run.of(ctx)
    change: Literal["editorial", "material"] | None = (
        "editorial" if editorial else "material" if material else None
    )
    said = parts(run.context, ASK, language=language, plain=plain)
    made = asking.ask(
        run.ledger,
        run.key("initiative", initiative),
        content(text),
        change=change,
        authoritative=authoritative or None,
        **said,
    )
    reworded(run, made)


@app.command("mix", cls=Verb)
def mix(ctx: Context, initiative: Initiative) -> None:
    """Whether the sufficient mix is reached, and what is missing, element by element."""
    from ..shown.mix import show_mix

    run = Run.of(ctx)
    show_mix(run, run.key("initiative", initiative))


@app.command("credit", cls=Writing)
def credit(
    ctx: Context,
    initiative: Initiative,
    members: Annotated[
        list[str] | None, Argument(metavar="[MEMBER]...", help="Members to credit for --output.")
    ] = None,
    output: Annotated[
        str | None,
        Option(metavar="WHAT", help="Something that it brought about: added where it isn't there."),
    ] = None,
    link: Annotated[str | None, Option(metavar="URL", help="Where a new output can be found.")] = None,
    on: Annotated[str | None, Option(metavar="DATE", help="The day of a new output.")] = None,
    called: Annotated[
        str | None, Option("--as", metavar="NAME", help="The name to credit by; else as the member signs.")
    ] = None,
    part: Annotated[str | None, Option(metavar="TEXT", help="What the member did.")] = None,
    remove: Annotated[
        bool, Option("--remove", help="Take the credit back; without members, the output.")
    ] = False,
) -> None:
    """Show what it brought about and who is credited, as each chose; or credit members."""
    from ..shown.credit import Credits, show_credit

    run = Run.of(ctx)
    key = run.key("initiative", initiative)
    if output is None:
        if members or link or on or called or part or remove:
            raise Usage("This doesn't say for what.", "--output WHAT names or adds an output.")
        return show_credit(run, key)
    credits = Credits(run, key, output)
    if remove:
        return credits.remove(members or ())
    return credits.add(members or (), link=link, on=on, called=called, part=part)


@app.command("close", cls=taking("initiative", "title", "stage"))
def close(
    ctx: Context,
    initiative: Initiative,
    thanked: Annotated[bool, Option("--thanked", help="Those who took part were thanked.")] = False,
    let_go: Annotated[
        bool, Option("--let-go", help="The data that was kept for this alone is gone.")
    ] = False,
    force: Annotated[bool, Option("--force", help="Close it with the checklist unfinished.")] = False,
) -> None:
    """Close an initiative once its checklist is seen to: outcome, lessons, thanks, open ends, data to let go."""
    from ...store.verbs import stages
    from ..shown.checklist import show_checklist

    run = Run.of(ctx)
    key = run.key("initiative", initiative)
    closing = stages.close(
        run.ledger, key, run.values("initiative"), thanked=thanked, let_go=let_go, force=force
    )
    item = written(run, closing.done) if closing.done else None
    show_checklist(run, key, closing.checklist, item, closing.done.step.id if closing.done else None)
    if closing.done is None:
        run.say("Not closed yet: see to what is missing, or close it with --force.")
        raise Leave(Exit.NEEDS_PERSON)
