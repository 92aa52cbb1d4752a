"""`allied member`: who is in the coalition."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Typer

from ..run import Run
from ..shown.documents import key_of, list_, show, wrote
from ..verb import Verb, listing, taking

app = Typer()
Named = Annotated[str, Argument(metavar="MEMBER", help="Its handle, its name or the start of its id.")]
Words = Annotated[list[str] | None, Argument(metavar="[WORD]...", help="Only those with these words.")]


@app.command("add", cls=taking("member", "name"))
def add(ctx: Context, name: Annotated[str, Argument(metavar="NAME", help="What it is called.")]) -> None:
    """Add a member."""
    from ...store.verbs import members

    run = Run.of(ctx)
    wrote(run, members.add(run.ledger, name, run.values("member")))


@app.command("set", cls=taking("member"))
def set_(ctx: Context, member: Named) -> None:
    """Change what is kept of a member."""
    from ...store.verbs import members

    run = Run.of(ctx)
    key = key_of(run, "member", member)
    wrote(run, members.change(run.ledger, key, run.changes("member")))


@app.command("list", cls=listing("member"))
def list_members(ctx: Context, words: Words = None) -> None:
    """List members."""
    list_(Run.of(ctx), "member", words)


@app.command("show", cls=Verb)
def show_member(ctx: Context, member: Named) -> None:
    """Show one member."""
    run = Run.of(ctx)
    show(run, "member", key_of(run, "member", member))
