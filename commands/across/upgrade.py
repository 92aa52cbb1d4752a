"""`allied upgrade`: bring a ledger to the newest format."""

from __future__ import annotations

from typing import Final

from typer import Context, Typer

from ..run import Run
from ..verb import Alone

app = Typer()

FIELDS: Final = ("before", "format")


@app.command("upgrade", cls=Alone)
def upgrade(ctx: Context) -> None:
    """Bring this ledger to the newest format; clones with an older Allied can't read it afterwards."""
    from ...store.journal.place import FORMAT, raise_format

    run = Run.of(ctx)
    with run.ledger.writing():
        before = raise_format(run.ledger.root, FORMAT)
    text = (
        f"Format {before} is the newest there is."
        if before == FORMAT
        else f"From format {before} to {FORMAT}."
    )
    run.out.item("upgrade", {"before": before, "format": FORMAT}, lambda: f"{text}\n", FIELDS)
