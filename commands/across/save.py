"""`allied save`: what was written becomes a commit, with no network."""

from __future__ import annotations

from typing import Final

from typer import Context, Typer

from ..run import Run
from ..verb import Alone

app = Typer()

FIELDS: Final = ("commit", "entries")


@app.command("save", cls=Alone)
def save(ctx: Context) -> None:
    """Commit what was written since the last time, without a network."""
    from ...store.sync import saving

    run = Run.of(ctx)
    saved = saving.save(run.ledger)
    item = {"commit": saved.commit, "entries": saved.entries}
    changes = f"{saved.entries} change{'' if saved.entries == 1 else 's'}"
    text = f"Saved {changes}." if saved.commit else "Nothing to save."
    run.out.item("saved", item, lambda: f"{text}\n", FIELDS)
