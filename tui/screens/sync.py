"""Sync: what waits to be shared, and what came."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from .. import registry
from ..list_screen import ListScreen
from ..page import Cell, Column, Page, Row

if TYPE_CHECKING:
    from ...store.views.reader import Reader


class Sync(ListScreen):
    """What this clone has not shared yet, the newest first."""

    COMMANDS_OF = "sync"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("sync")
    HEADING = "Sync"

    def page_of(self, reader: Reader) -> Page:
        """Return what waits to be shared."""
        from ...store.views.history import history

        lines = history(reader, list(reader.unshared())[::-1])
        rows = [Row(line.id, line.kind, line.key, {"id": line.key}, line) for line in lines]
        return Page(rows, _COLUMNS, lambda row: row.thing.sentence.lower(), "", "Everything is shared.")


_COLUMNS = (
    Column("at", "When", lambda row: Cell(row.thing.at[:16].replace("T", " "), "dim"), 16),
    Column("what", "Not shared yet", lambda row: Cell(row.thing.sentence), 40, 1),
)
