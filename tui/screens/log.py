"""The log: what was recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType
from textual.timer import Timer

from ...store.errors import Invalid
from .. import places, registry, words
from ..layouts.list_screen import ListScreen
from ..messages import OpenThing
from ..page import Cell, Column, Page, Row
from ..reasons import Situation

if TYPE_CHECKING:
    from ...store.views.history import Asked
    from ...store.views.reader import Reader

_MOST: Final = 500
_PAUSE: Final = 0.15
"""Seconds without a key after which what is asked for is read: it may be far back."""


class Log(ListScreen):
    """What was recorded, the newest first; by whom, since when, until when and of what can be asked for."""

    COMMANDS_OF = "log"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("log")
    HEADING = "Log"
    FILTER = "words, by:NAME since:-7d until:fri kind:action"

    def __init__(self) -> None:
        """Start with all of it."""
        super().__init__()
        self._fields: Mapping[str, str] = {}
        self._pause: Timer | None = None

    def page_of(self, reader: Reader) -> Page:
        """Return the newest steps of those that are asked for."""
        from ...store.views.history import recent
        from ...store.views.sought import asked

        fields = self._fields
        try:
            wanted = asked(reader.today(), **fields)
        except Invalid as error:
            return Page((), _COLUMNS, _haystack, "", f"{error.message} {error.hint or ''}")
        lines = recent(reader, reader.newest, wanted, _MOST)
        rows = [Row(line.id, line.kind, line.key, {"id": line.key}, line) for line in lines]
        number = f"the newest {_MOST}" if len(rows) == _MOST else words.count(len(rows), "step")
        empty = _nothing(reader, wanted) if fields else "Nothing was recorded yet."
        return Page(rows, _COLUMNS, _haystack, number + _told(wanted, reader.today()), empty)

    def words_of(self, text: str) -> str:
        """Read again where another part of the log is asked for; return the words besides."""
        from ...store.views.sought import sought

        found = sought(text)
        if found.fields != self._fields:
            self._fields = found.fields
            if self._pause is not None:
                self._pause.stop()
            self._pause = self.set_timer(_PAUSE, self.reload)
        return found.words

    def situation(self) -> Situation:
        """Return what the step under the cursor is of; some are of nothing that can be opened."""
        row = self.table.row
        if row is None or not row.kind:
            return Situation(self.desk.opened, empty=row is None)
        return Situation(self.desk.opened, row.kind, row.doc)

    def action_open(self) -> None:
        """Open what the step touched, a list of it where that is more than one thing."""
        row = self.table.row
        if row is None:
            return
        if row.thing.entries > 1:
            self.allied.push_screen(places.step(row.thing.step))
        else:
            self.post_message(OpenThing(row.kind, row.key))


def _haystack(row: Row) -> str:
    return str(row.thing.sentence).lower()


def _told(wanted: Asked, today: date) -> str:
    """Return what is asked for in words."""
    said = [f"by {wanted.by}"] if wanted.by else []
    said += [f"since {words.day(wanted.since, today)}"] if wanted.since else []
    said += [f"until {words.day(wanted.until, today)}"] if wanted.until else []
    said += [f"of {words.kind(wanted.kind)}s"] if wanted.kind else []
    return f" · {', '.join(said)}" if said else ""


def _nothing(reader: Reader, wanted: Asked) -> str:
    """Return that there is nothing of what is asked for, and who writes at all where it was by somebody."""
    if wanted.by is None:
        return "Nothing was recorded that is so; escape shows all."
    entries = reader.newest(_MOST)
    if not any(entry.by for entry in entries):
        return "Who recorded what is not shown to this audience."
    names = sorted({reader.writer_name(entry.by) for entry in entries})
    asks = [f'by:"{name}"' if " " in name else f"by:{name}" for name in names[:6]]
    return f"Nothing by “{wanted.by}”. Try {', '.join(asks)}."


_COLUMNS = (
    Column("at", "When (UTC)", lambda row: Cell(row.thing.at[:16].replace("T", " "), "dim"), 16),
    Column("what", "What", lambda row: Cell(row.thing.sentence), 40, 1),
)
