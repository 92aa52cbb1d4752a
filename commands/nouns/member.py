"""`allied member`: who is in the coalition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Option, Typer

from ..run import Run
from ..shown.documents import added, each, list_, show, wrote
from ..verb import Alone, Verb, Writing, listing, taking
from .arguments import Member, Members, Words

if TYPE_CHECKING:
    from ...store.verbs.done import Done
    from ...store.verbs.membership import Left

app = Typer()


@app.command("add", cls=taking("member", "name"))
def add(
    ctx: Context,
    name: Annotated[
        str, Argument(metavar="NAME", help="What it is called; - reads names from standard input.")
    ],
) -> None:
    """Add a member."""
    from ...store.verbs import members

    run = Run.of(ctx)
    values = run.values("member")

    def add_one(called: str) -> Done:
        there = _called_so(run, called)
        done = members.add(run.ledger, called, values)
        if there:
            run.say(f"{there} is called so too: allied member merge makes one of two records.")
        return done

    added(run, "member", name, add_one)


@app.command("set", cls=taking("member"))
def set_(ctx: Context, members_: Members) -> None:
    """Change what is kept of a member."""
    from ...store.verbs import members

    run = Run.of(ctx)
    values = run.changes("member")
    each(run, "member", members_, lambda key: members.change(run.ledger, key, values))


@app.command("list", cls=listing("member"))
def list_members(ctx: Context, words: Words = None) -> None:
    """List members."""
    list_(Run.of(ctx), "member", words)


@app.command("show", cls=Verb)
def show_member(ctx: Context, member: Member) -> None:
    """Show one member."""
    run = Run.of(ctx)
    show(run, "member", run.key("member", member))


@app.command("merge", cls=Alone)
def merge(
    ctx: Context,
    keep: Annotated[str, Argument(metavar="MEMBER", help="The record whose name and answers stay.")],
    other: Annotated[str, Argument(metavar="OTHER", help="The record of the same member that goes into it.")],
) -> None:
    """Make two records of one organisation one, with all that hangs on either."""
    from ...store.verbs import merging

    run = Run.of(ctx)
    merged = merging.merge(run.ledger, run.key("member", keep), run.key("member", other))
    wrote(run, merged.done)
    for kind, key, register in merged.crossed:
        name = register.replace("_", " ")
        run.say(f"Two answers now: {run.reader.label(kind, key)}, {name}; allied crossed shows both.")


@app.command("pause", cls=Writing)
def pause(ctx: Context, members_: Members) -> None:
    """Record that a member can't take part for now."""
    from ...store.verbs import membership

    run = Run.of(ctx)
    each(run, "member", members_, lambda key: membership.pause(run.ledger, key))


@app.command("resume", cls=Writing)
def resume(ctx: Context, members_: Members) -> None:
    """Record that a member takes part again."""
    from ...store.verbs import membership

    run = Run.of(ctx)
    each(run, "member", members_, lambda key: membership.resume(run.ledger, key))


@app.command("leave", cls=Writing)
def leave(
    ctx: Context,
    members_: Members,
    on: Annotated[str | None, Option(metavar="DATE", help="The day it left; else today.")] = None,
) -> None:
    """Record that a member has left, and say what it leaves behind."""
    from ...store.verbs import membership

    run = Run.of(ctx)
    day = run.day(on).isoformat() if on else None
    left: list[Left] = []

    def one(key: str) -> Done:
        left.append(membership.leave(run.ledger, key, day))
        return left[-1].done

    each(run, "member", members_, one)
    for gone in left:
        _say_left(run, gone)


@app.command("capacity", cls=Writing)
def capacity(
    ctx: Context,
    members_: Members,
    hours: Annotated[str, Argument(metavar="HOURS", help="Hours a month; none where it isn't known.")],
) -> None:
    """Record how many hours a month a member can give."""
    from ...store.schema import kind
    from ...store.verbs import membership

    run = Run.of(ctx)
    known = hours not in ("", "none")
    count = kind("member").fields["capacity"].parse(hours, run.context) if known else None
    each(run, "member", members_, lambda key: membership.capacity(run.ledger, key, count))


def _say_left(run: Run, gone: Left) -> None:
    """Say what a member that left still has, for somebody to see to."""
    counts = {
        "open action": gone.actions,
        "standing opt-in": gone.optins,
        "initiative that it leads": gone.leads,
        "group": gone.groups,
        "contact": gone.contacts,
    }
    parts = [
        f"{len(keys)} {noun if len(keys) == 1 else _plural(noun)}" for noun, keys in counts.items() if keys
    ]
    if parts:
        run.say(f"{run.reader.label('member', gone.done.key)} leaves behind {', '.join(parts)}.")


def _plural(noun: str) -> str:
    first, _, rest = noun.partition(" that ")
    return f"{first}s that {rest}" if rest else f"{noun}s"


def _called_so(run: Run, name: str) -> str | None:
    """Return the member that goes by a name already, if any does."""
    from ...store.schema.text import fold

    found = [key for _, kind, key in run.ledger.book.named(fold(name) + "\t") if kind == "member"]
    if run.audience is not None:  # whom an alias stands for isn't said, nor that somebody is there
        shown = {key: run.reader.get("member", key) or {} for key in found}
        found = [key for key in found if fold(str(shown[key].get("name", ""))) == fold(name)]
    return run.reader.label("member", found[0]) if found else None
