"""One step of the log: all that it touched, a line a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from .. import registry, words
from ..layouts.list_screen import ListScreen
from ..messages import OpenThing
from ..page import Cell, Column, Page, Row
from ..reading import clock

if TYPE_CHECKING:
    from ...store.journal.entry import Entry
    from ...store.views.reader import Reader


class Step(ListScreen):
    """What was recorded together; escape goes back to the log."""

    COMMANDS_OF = "step"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("step")
    HEADING = "Step"

    def __init__(self, start: str) -> None:
        """Name the step."""
        super().__init__()
        self.start = start
        self._said = ""

    def page_of(self, reader: Reader) -> Page:
        """Return the things in the order they were first touched, each with what was recorded of it."""
        from ...store.views.sentences import sentence

        entries = reader.step(self.start)
        by: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries:
            if entry.kind:
                by.setdefault((entry.kind, entry.key), []).append(entry)
        rows = [
            Row(f"{kind} {key}", kind, key, {"id": key}, (reader.label(kind, key), sentence(reader, of)))
            for (kind, key), of in by.items()
        ]
        self._said = sentence(reader, entries)
        counted = words.count(len(rows), "thing")
        if entries:
            moment = clock.moment(reader, entries[0].at).strip()
            counted = f"{moment} · {counted} · {clock.told(reader)}"
        return Page(rows, _COLUMNS, _haystack, counted, "Nothing of this step can be shown.")

    def action_open(self) -> None:
        """Open the thing under the cursor."""
        if (row := self.table.row) is not None:
            self.post_message(OpenThing(row.kind, row.key))

    def action_undo_step(self) -> None:
        """Ask once, and take all of it back."""
        self.take_back(self.start, self._said)

    def action_back(self) -> None:
        """Leave the filter, then the step."""
        if self.line.display:
            super().action_back()
        else:
            self.dismiss()


def _haystack(row: Row) -> str:
    return f"{row.kind} {row.thing[0]} {row.thing[1]}".lower()


_COLUMNS = (
    Column("kind", "Kind", lambda row: Cell(words.kind(row.kind), "dim"), 12, 0, 7, lambda row: row.kind),
    Column("thing", "Thing", lambda row: Cell(row.thing[0], "strong"), 18, 1, 9, lambda row: row.thing[0].lower()),
    Column("what", "What", lambda row: Cell(row.thing[1]), 30, 2, 8),
)  # fmt: skip
