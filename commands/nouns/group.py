"""`allied group`: core groups, working groups and boards."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Typer

from ..run import Run
from ..shown.documents import key_of, list_, show, wrote
from ..verb import Verb, listing, taking

app = Typer()
Named = Annotated[str, Argument(metavar="GROUP", help="Its handle, its name or the start of its id.")]
Words = Annotated[list[str] | None, Argument(metavar="[WORD]...", help="Only those with these words.")]


@app.command("add", cls=taking("group", "name"))
def add(ctx: Context, name: Annotated[str, Argument(metavar="NAME", help="What it is called.")]) -> None:
    """Add a group."""
    from ...store.verbs import documents

    run = Run.of(ctx)
    wrote(run, documents.add(run.ledger, "group", run.values("group", name=name)))


@app.command("set", cls=taking("group"))
def set_(ctx: Context, group: Named) -> None:
    """Change what is kept of a group."""
    from ...store.verbs import documents

    run = Run.of(ctx)
    key = key_of(run, "group", group)
    wrote(run, documents.change(run.ledger, "group", key, run.changes("group")))


@app.command("list", cls=listing("group"))
def list_groups(ctx: Context, words: Words = None) -> None:
    """List groups."""
    list_(Run.of(ctx), "group", words)


@app.command("show", cls=Verb)
def show_group(ctx: Context, group: Named) -> None:
    """Show one group."""
    run = Run.of(ctx)
    show(run, "group", key_of(run, "group", group))
