"""`allied undo`: takes a step back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

from typer import Argument, Context, Typer

from ..run import Run
from ..verb import Alone

if TYPE_CHECKING:
    from ...store.ledger import Step
    from ...store.views.reader import Reader

app = Typer()

FIELDS: Final = ("undone", "sentence", "entries", "skipped")


@app.command("undo", cls=Alone)
def undo(
    ctx: Context,
    step: Annotated[
        str | None,
        Argument(
            metavar="[STEP]", help="The start of its id, as allied log shows it, or of one of its entries."
        ),
    ] = None,
) -> None:
    """Take back a step: the last one, or the one named."""
    from ...store.views.sentences import sentence

    run = Run.of(ctx)
    ledger = run.ledger
    done = ledger.undo(step)
    undone = done.entries[0].undoes or ""
    said = sentence(run.reader, list(run.reader.step(undone)))
    item: dict[str, Any] = {
        "undone": undone,
        "sentence": said,
        "entries": len(done.entries),
        # What it left alone may be what an audience doesn't know of: its register, its document, its writer.
        "skipped": _skipped(run.reader, done) if run.audience is None else [],
    }
    run.out.item("undo", item, lambda: f"Taken back: {said or 'what is not shown'}\n", FIELDS, step=done.id)
    for left in item["skipped"]:
        since = (
            f"{left['by_name']} has changed it since, {left['at']}" if left["by"] else "nothing of it stands"
        )
        run.say(f"Left as it is: {left['label']}, {left['register']}: {since}.")
    if done.skipped and run.audience is not None:
        run.say(f"{len(done.skipped)} left as {'it is' if len(done.skipped) == 1 else 'they are'}.")


def _skipped(reader: Reader, step: Step) -> list[dict[str, Any]]:
    """Return what the undo left alone, and who has changed it since."""
    return [
        {
            "kind": left.kind,
            "key": left.key,
            "label": reader.label(left.kind, left.key),
            "register": left.register,
            "by": left.since.by if left.since else None,
            "by_name": reader.writer_name(left.since.by) if left.since else None,
            "at": left.since.at if left.since else None,
        }
        for left in step.skipped
    ]
