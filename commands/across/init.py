"""`allied init`: a new ledger."""

from __future__ import annotations

import sys
from typing import Annotated, Final

from typer import Argument, Context, Option, Typer, prompt

from ...store.errors import Usage
from ..run import Run
from ..verb import Verb

app = Typer()

FIELDS: Final = ("id", "name", "path")


@app.command("init", cls=Verb)
def init(
    ctx: Context,
    directory: Annotated[
        str, Argument(metavar="[DIR]", help="The folder to make it in; else this one.")
    ] = ".",
    name: Annotated[str | None, Option(metavar="NAME", help="What the coalition is called.")] = None,
) -> None:
    """Make a new ledger."""
    from pathlib import Path

    from ...store.ledger import Ledger

    run = Run.of(ctx)
    if name is None:
        if run.settings.no_input or not sys.stdin.isatty():
            raise Usage("A ledger needs the coalition's name.", "Say it with --name NAME.")
        name = str(prompt("What is the coalition called", err=True))
    ledger = Ledger.create(Path(run.settings.directory or ".") / directory, name=name)
    item = {"id": ledger.id, "name": ledger.name, "path": str(ledger.root)}
    run.out.item("ledger", item, lambda: f"{ledger.root}\n", FIELDS, wrote=True)
    if warning := ledger.warning():
        run.say(f"warning: {warning}")
    run.say("Next: allied me NAME says who you are, allied member add NAME starts the list.")
