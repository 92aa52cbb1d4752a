"""`allied initiative`: what members can opt in to."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Typer

from ..run import Run
from ..shown.documents import key_of, list_, show, wrote
from ..verb import Verb, listing, taking

app = Typer()
Named = Annotated[str, Argument(metavar="INITIATIVE", help="Its handle, its title or the start of its id.")]
Words = Annotated[list[str] | None, Argument(metavar="[WORD]...", help="Only those with these words.")]


@app.command("add", cls=taking("initiative", "title"))
def add(ctx: Context, title: Annotated[str, Argument(metavar="TITLE", help="What it is called.")]) -> None:
    """Add an initiative."""
    from ...store.verbs import initiatives

    run = Run.of(ctx)
    wrote(run, initiatives.add(run.ledger, title, run.values("initiative")))


@app.command("set", cls=taking("initiative"))
def set_(ctx: Context, initiative: Named) -> None:
    """Change what is kept of an initiative."""
    from ...store.verbs import initiatives

    run = Run.of(ctx)
    key = key_of(run, "initiative", initiative)
    wrote(run, initiatives.change(run.ledger, key, run.changes("initiative")))


@app.command("list", cls=listing("initiative"))
def list_initiatives(ctx: Context, words: Words = None) -> None:
    """List initiatives."""
    list_(Run.of(ctx), "initiative", words)


@app.command("show", cls=Verb)
def show_initiative(ctx: Context, initiative: Named) -> None:
    """Show one initiative, with its mix: reached or not, and what is missing."""
    run = Run.of(ctx)
    show(run, "initiative", key_of(run, "initiative", initiative))
