"""`allied tui`: Allied full screen."""

from __future__ import annotations

from pathlib import Path

from typer import Context, Typer

from ...store.errors import Usage
from ..full_screen import at_terminal, full_screen
from ..run import Run
from ..verb import Verb

app = Typer()


@app.command("tui", cls=Verb)
def tui(ctx: Context) -> int:
    """Open Allied full screen."""
    run = Run.of(ctx)
    if not at_terminal():
        raise Usage("Allied opens full screen in a terminal only.", "allied today says the same as text.")
    directory = run.settings.directory
    return full_screen(Path(directory) if directory else None)
