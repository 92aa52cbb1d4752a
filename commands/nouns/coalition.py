"""`allied coalition`: the coalition itself."""

from __future__ import annotations

from typer import Context, Typer

from ..run import Run
from ..shown.documents import show, wrote
from ..verb import Verb, taking

app = Typer()


@app.command("set", cls=taking("coalition"))
def set_(ctx: Context) -> None:
    """Change what is kept of the coalition."""
    from ...store.verbs import coalition

    run = Run.of(ctx)
    wrote(run, coalition.change(run.ledger, run.changes("coalition")))


@app.command("show", cls=Verb)
def show_coalition(ctx: Context) -> None:
    """Show the coalition."""
    from ...store.schema.keys import COALITION

    show(Run.of(ctx), "coalition", COALITION)
