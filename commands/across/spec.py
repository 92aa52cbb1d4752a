"""`allied spec`: all that there is to call, for programs."""

from __future__ import annotations

import json
from typing import Final

from typer import Context, Typer

from ..run import Run
from ..verb import Verb

app = Typer()
FIELDS: Final = ("version", "commands", "schema", "formats", "exit_codes", "environment")


@app.command("spec", cls=Verb)
def spec(ctx: Context) -> None:
    """All commands, options and vocabularies as JSON, for programs."""
    from ..reference.spec import spec as all_of_it

    run = Run.of(ctx)
    item = all_of_it()
    text = json.dumps(item, ensure_ascii=False, indent=2, sort_keys=True)
    run.out.item("spec", item, lambda: text + "\n", FIELDS)
