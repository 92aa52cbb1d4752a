"""`allied demo`: a coalition that isn't real, to look around in."""

from __future__ import annotations

import sys
from typing import Annotated, Final

from typer import Argument, Context, Typer

from ..run import Run
from ..verb import Verb

app = Typer()

FIELDS: Final = ("id", "name", "path")


@app.command("demo", cls=Verb)
def demo(
    ctx: Context,
    directory: Annotated[
        str | None, Argument(metavar="[DIR]", help="The folder to make it in; else a temporary one.")
    ] = None,
) -> int | None:
    """Make a ledger of a coalition that isn't real, to look around in."""
    from pathlib import Path
    from tempfile import mkdtemp

    from ...store.demo import build

    run = Run.of(ctx)
    root = Path(directory) if directory else Path(mkdtemp(prefix="allied-demo-")) / "demo"
    run.say(f"Making a coalition that isn't real in {root}")
    build(root)
    run.work_on(str(root))
    run.say(f"allied -C {root} works on it.")
    if run.settings.format != "table":
        item = {"id": run.ledger.id, "name": run.ledger.name, "path": str(run.ledger.root)}
        run.out.item("ledger", item, lambda: f"{root}\n", FIELDS, wrote=True)
        return None
    if sys.stdin.isatty() and sys.stdout.isatty() and not run.settings.no_input:
        from .tui import full_screen

        return full_screen(root)
    from .today import show_today

    show_today(run)
    return None
