"""Meetings: those that run, those to come, and the minutes of those that were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.binding import BindingType

from .. import registry, words
from ..layouts.list_screen import ListScreen
from ..page import Cell, Column, Page, Row
from ..reading.hidden import empty

if TYPE_CHECKING:
    from datetime import datetime

    from ...store.views.reader import Reader


class _Listed(NamedTuple):
    """What the list knows of a meeting beyond its document."""

    starts: datetime | None
    when: str
    state: str
    about: str
    came: int


class Meetings(ListScreen):
    """Every meeting, the newest first."""

    COMMANDS_OF = "meetings"
    FILTERED = "meeting"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("meetings")
    HEADING = "Meetings"

    def page_of(self, reader: Reader) -> Page:
        """Return the meetings, those to come on top."""
        rows = [_row(reader, key, doc) for key, doc in reader.table("meeting").items()]
        rows.sort(key=lambda row: (-_at(row), row.key))
        counted = words.count(len(rows), "meeting")
        return Page(
            rows,
            _COLUMNS,
            _haystack,
            counted,
            empty(reader, "meeting", "No meetings yet. M begins one, a plans one."),
        )


def _row(reader: Reader, key: str, doc: dict[str, Any]) -> Row:
    from ...store.views import times
    from ...store.views.reader import listed

    starts, ends, now = times.moment(doc.get("starts")), times.moment(doc.get("ends")), reader.now()
    over = ends is not None and ends <= now
    state = "ended" if over else "planned" if starts is not None and starts > now else "open"
    about = next(
        (reader.label(k, doc[k]) for k in ("initiative", "group") if isinstance(doc.get(k), str)), ""
    )
    when = times.shown(doc["starts"]) if starts is not None else ""
    return Row(key, "meeting", key, doc, _Listed(starts, when, state, about, len(listed(doc, "attendees"))))


def _at(row: Row) -> float:
    starts = row.thing.starts
    return starts.timestamp() if starts is not None else 0.0


def _title(row: Row) -> str:
    return str(row.doc.get("title") or "Meeting")


def _haystack(row: Row) -> str:
    return f"{_title(row)} {row.thing.about} {row.thing.when} {row.doc.get('notes') or ''}".lower()


_COLUMNS = (
    Column("state", "State", lambda row: words.state(words.MEETING, row.thing.state), 10, 0, 8,
           lambda row: list(words.MEETING).index(row.thing.state)),
    Column("title", "Meeting", lambda row: Cell(words.titled(row.doc, _title(row))), 24, 3, 9,
           lambda row: _title(row).lower()),
    Column("when", "Starts", lambda row: Cell(row.thing.when, "dim"), 32, 0, 6, _at),
    Column("about", "About", lambda row: Cell(row.thing.about, "accent"), 12, 1, 7,
           lambda row: row.thing.about.lower()),
    Column("came", "Here", lambda row: Cell(str(row.thing.came or "")), 4, 0, 3, lambda row: -row.thing.came,
           True),
)  # fmt: skip
