"""`allied show`: any one thing."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Typer

from ..run import Run
from ..shown.documents import show as show_thing
from ..verb import Verb

app = Typer()


@app.command("show", cls=Verb)
def show(
    ctx: Context,
    thing: Annotated[str, Argument(metavar="THING", help="A handle, a name or the start of an id.")],
) -> None:
    """Show any one thing."""
    run = Run.of(ctx)
    show_thing(run, *run.find(None, thing))
