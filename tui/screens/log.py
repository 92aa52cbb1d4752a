"""The log: what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from .. import registry
from ..list_screen import ListScreen
from ..page import Cell, Column, Page, Row

if TYPE_CHECKING:
    from ...store.views.reader import Reader


class Log(ListScreen):
    """What was recorded, the newest first."""

    COMMANDS_OF = "log"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("log")
    HEADING = "Log"

    def page_of(self, reader: Reader) -> Page:
        """Return the newest steps."""
        from ...store.views.history import history

        lines = history(reader, reader.newest(500))
        rows = [Row(line.id, line.kind, line.key, {"id": line.key}, line) for line in lines]
        return Page(rows, _COLUMNS, lambda row: row.thing.sentence.lower(), "")


_COLUMNS = (
    Column("at", "When", lambda row: Cell(row.thing.at[:16].replace("T", " "), "dim"), 16),
    Column("what", "What", lambda row: Cell(row.thing.sentence), 40, 1),
)
