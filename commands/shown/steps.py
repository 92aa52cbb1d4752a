"""What was recorded, a line a step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Final

from typer import Option

from .columns import column, start
from .layout import Column, Item

if TYPE_CHECKING:
    from ...store.journal.entry import Entry
    from ...store.views.history import Asked
    from ..run import Run

FIELDS: Final = ("id", "step", "at", "by", "by_name", "kind", "key", "handle", "entries", "sentence")
Limit = Annotated[int, Option(metavar="N", min=1, help="How many steps, counted from the newest.")]
Since = Annotated[str | None, Option(metavar="DATE", help="Only from this day on.")]
Until = Annotated[str | None, Option(metavar="DATE", help="Only up to this day.")]
By = Annotated[str | None, Option(metavar="WHO", help="Only by this writer: a name, or the writer's id.")]

OfKind = Annotated[
    str | None, Option("--kind", metavar="KIND", help="Only what concerns a kind of thing, like action.")
]


def _minute(item: Item) -> str:
    """Return when a step was written, to the minute."""
    return str(item["at"])[:16].replace("T", " ")


COLUMNS: Final = (
    start("STEP", "step"),
    Column("WHEN (UTC)", _minute),
    column("WHAT", "sentence", wide=True),
)


def asked(run: Run, since: str | None, until: str | None, by: str | None, kind: str | None = None) -> Asked:
    """Return what was asked for of the history; raises `Invalid` for what is no day, or no kind."""
    from ...store.views.sought import asked as asked_for

    return asked_for(run.ledger.today(), since=since, until=until, by=by, kind=kind)


def show_recent(run: Run, wanted: Asked, limit: int) -> None:
    """Show the steps that were written last, the newest first."""
    from ...store.views.history import recent
    from ...store.views.plain import plain

    run.out.items(
        "log", plain(recent(run.reader, run.ledger.newest, wanted, limit, run.seen)), COLUMNS, FIELDS
    )


def show_history(run: Run, kind: str, entries: Sequence[Entry], wanted: Asked, limit: int | None) -> None:
    """Show the steps that entries, the oldest first, belong to, the newest first."""
    from ...store.views.history import history
    from ...store.views.plain import plain

    items = plain(history(run.reader, list(entries)[::-1], wanted, limit))
    if not items:
        run.say("Nothing was recorded that is so.")
    run.out.items(kind, items, COLUMNS, FIELDS)
