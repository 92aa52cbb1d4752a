"""`allied log`: what was recorded, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final

from typer import Argument, Context, Option, Typer

from ..run import Run
from ..shown.columns import column, start
from ..shown.layout import Column, Item
from ..verb import Verb

if TYPE_CHECKING:
    from ...store.journal.entry import Entry
    from ...store.ledger import Ledger

app = Typer()

FIELDS: Final = ("id", "step", "at", "by", "by_name", "kind", "key", "handle", "entries", "sentence")


def _minute(item: Item) -> str:
    """Return when a step was written, to the minute."""
    return str(item["at"])[:16].replace("T", " ")


COLUMNS: Final = (
    start("STEP", "step"),
    Column("WHEN (UTC)", _minute),
    column("WHAT", "sentence", wide=True),
)


@app.command("log", cls=Verb)
def log(
    ctx: Context,
    thing: Annotated[str | None, Argument(metavar="[THING]", help="Only what concerns this.")] = None,
    limit: Annotated[int, Option(metavar="N", min=1, help="How many steps, counted from the newest.")] = 20,
) -> None:
    """What was recorded, the newest first."""
    run = Run.of(ctx)
    ledger = run.ledger
    if thing is None:
        steps = newest_steps(ledger, limit)
    else:
        steps = _steps(ledger.history(*run.find(None, thing))[::-1])[:limit]
    run.out.items("log", [item(ledger, step) for step in steps], COLUMNS, FIELDS)


def newest_steps(ledger: Ledger, limit: int) -> list[list[Entry]]:
    """Return the steps written last, the newest first, each whole."""
    wanted = limit + 1
    while True:
        entries = ledger.newest(wanted)
        steps = _steps(entries)
        if len(steps) > limit or len(entries) < wanted:
            return steps[:limit]
        wanted *= 4


def _steps(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Return entries, the newest first, as their steps."""
    steps: dict[str, list[Entry]] = {}
    for entry in entries:
        steps.setdefault(entry.step[0], []).append(entry)
    return [step[::-1] for step in steps.values()]


def item(ledger: Ledger, step: Sequence[Entry]) -> dict[str, Any]:
    """Return one step as an item: what it concerns is what its first entry does."""
    from ...store.views.sentences import sentence

    first = step[0]
    return {
        "id": first.id,
        "step": first.step[0],
        "at": first.at,
        "by": first.by,
        "by_name": ledger.writer_name(first.by),
        "kind": first.kind,
        "key": first.key,
        "handle": ledger.handle(first.kind, first.key),
        "entries": len(step),
        "sentence": sentence(ledger, list(step)),
    }
