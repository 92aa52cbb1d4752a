"""`allied redo`: writes again what the last undo took back."""

from __future__ import annotations

from typing import Any, Final

from typer import Context, Typer

from ..run import Run
from ..verb import Alone

app = Typer()

FIELDS: Final = ("redone", "sentence", "entries")


@app.command("redo", cls=Alone)
def redo(ctx: Context) -> None:
    """Write again what the last undo took back."""
    from ...store.verbs import redoing
    from ...store.views.sentences import sentence

    run = Run.of(ctx)
    done = redoing.redo(run.ledger)
    undone = done.entries[0].undoes or ""
    redone = run.ledger.step(undone)[0].undoes or undone
    said = sentence(run.reader, list(run.reader.step(redone)))
    item: dict[str, Any] = {"redone": redone, "sentence": said, "entries": len(done.entries)}
    run.out.item(
        "redo", item, lambda: f"Written again: {said or 'what is not shown'}\n", FIELDS, step=done.id
    )
