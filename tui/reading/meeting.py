"""One meeting read whole: its agenda, who is there, and the minutes so far."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from .. import words
from ..page import Cell, Column, Page, Row

if TYPE_CHECKING:
    from datetime import date

    from ...store.views.agenda import Point
    from ...store.views.minutes import Minute
    from ...store.views.reader import Reader

VIEWS: Final = ("agenda", "people", "minutes")
_EMPTY: Final = {
    "agenda": "Nothing is open: n puts a question, a adds an action.",
    "people": "There is nobody to come.",
    "minutes": "Nothing was written yet: positions, actions and decisions written from here on stand here.",
}
_HEADS: Final = {"to decide": "To decide", "objections": "Objections without an answer"}


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the screen of a meeting shows, read in one go so that it fits together."""

    doc: dict[str, Any]
    state: str
    """`planned`, `running`, `open` where it runs nowhere here, or `ended`."""
    pages: Mapping[str, Page]
    about: tuple[str, ...]
    here: tuple[str, ...]
    """The names of those who are there."""
    minutes: tuple[Minute, ...]


def read(reader: Reader, key: str, runs: str | None, turning: Collection[str]) -> Meeting | None:
    """Return a meeting as it stands, `None` where it is no longer there.

    *runs* is the meeting that runs here; *turning* are those whose coming is being written.
    """
    from ...store.views.agenda import agenda
    from ...store.views.minutes import minutes
    from ...store.views.reader import listed

    doc = reader.get("meeting", key)
    if doc is None:
        return None
    came = {reader.book.key(one) for one in listed(doc, "attendees")}
    written = tuple(minutes(reader, key))
    pages = {
        "agenda": _agenda(reader, agenda(reader, doc)),
        "people": _people(reader, doc, came, turning),
        "minutes": _minutes(written),
    }
    here = tuple(row.thing.name for row in pages["people"].rows if row.thing.came)
    return Meeting(doc, _state(reader, doc, runs), pages, _about(reader, doc), here, written)


def text(meeting: Meeting) -> str:
    """Return the minutes as text to be sent to people."""
    lines = [_title(meeting.doc), " · ".join(meeting.about)]
    if meeting.here:
        lines += ["", "There: " + ", ".join(meeting.here)]
    section = ""
    for minute in meeting.minutes:
        if minute.section != section:
            section = minute.section
            lines += ["", section[:1].upper() + section[1:]]
        lines.append(f"- {minute.text}")
    if meeting.doc.get("notes"):
        lines += ["", "Notes", str(meeting.doc["notes"])]
    return "\n".join(lines) + "\n"


def _title(doc: Mapping[str, Any]) -> str:
    return str(doc.get("title") or "Meeting")


def _state(reader: Reader, doc: Mapping[str, Any], runs: str | None) -> str:
    from ...store.views import times

    starts, ends = times.moment(doc.get("starts")), times.moment(doc.get("ends"))
    if runs == doc["id"]:
        return "running"
    if ends is not None and ends <= reader.now():
        return "ended"
    return "planned" if starts is not None and starts > reader.now() else "open"


def _about(reader: Reader, doc: Mapping[str, Any]) -> tuple[str, ...]:
    from ...store.views import times

    about = [reader.label(k, doc[k]) for k in ("initiative", "group") if isinstance(doc.get(k), str)]
    starts, ends = (times.shown(doc[k]) if doc.get(k) else "" for k in ("starts", "ends"))
    return (*about, f"{starts} until {ends}" if ends else f"from {starts}")


def _agenda(reader: Reader, points: list[Point]) -> Page:
    rows: list[Row] = []
    section = ""
    for point in points:
        if point.section != section:
            section = point.section
            head = _HEADS.get(section, section[:1].upper() + section[1:])
            rows.append(Row(f"# {section}", "", "", {}, heading=head))
        doc = reader.get(point.kind, point.key) or {"id": point.key}
        rows.append(Row(f"{section} {point.key}", point.kind, point.key, doc, point))
    today = reader.today()
    return Page(rows, _agenda_columns(today), lambda r: r.thing.text.lower(), "", _EMPTY["agenda"])


def _agenda_columns(today: date) -> tuple[Column, ...]:
    def what(row: Row) -> Cell:
        return Cell(words.titled(row.doc, _named(row)))

    def how(row: Row) -> Cell:
        text = str(row.thing.text)
        for name in (f"“{_named(row)}”", _named(row)):
            text = text.removeprefix(name)
        return Cell(text.lstrip(" :,"), "dim")

    def due(row: Row) -> Cell:
        return words.due(row.thing.due, today)

    return (
        Column("what", "Agenda", what, 30, 3, 9),
        Column("due", "When", due, 14, 0, 8),
        Column("how", "How it stands", how, 24, 3, 6),
    )


def _named(row: Row) -> str:
    """Return what a point of the agenda is called, without how it stands."""
    return str(row.doc.get("question") or row.doc.get("title") or row.thing.text)


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    at: str
    came: bool


def _people(reader: Reader, doc: dict[str, Any], came: Collection[str], turning: Collection[str]) -> Page:
    from ...store.views.agenda import attending

    rows: list[Row] = []
    for kind, key in attending(reader, doc):
        one = reader.get(kind, key) or {"id": key}
        at = reader.label("member", one["member"]) if isinstance(one.get("member"), str) else ""
        name = str(one.get("name") or reader.label(kind, key))
        rows.append(Row(key, kind, key, one, _Person(name, at, key in came)))

    def here(row: Row) -> Cell:
        if row.key in turning:
            return Cell("…", "dim")
        return Cell("☑ here", "good") if row.thing.came else Cell("☐", "dim")

    def who(row: Row) -> Cell:
        indent = "  " if row.kind == "contact" and row.thing.at else ""
        return Cell(indent + words.titled(row.doc, row.thing.name), "strong" if row.thing.came else "")

    def what(row: Row) -> Cell:
        return Cell(
            str(row.doc.get("role") or ("coordination" if row.doc.get("coordination") else "")), "dim"
        )

    columns = (
        Column("here", "Here", here, 7, 0, 9, lambda r: not r.thing.came),
        Column("name", "Who", who, 26, 2, 9, lambda r: r.thing.name.lower()),
        Column("at", "Of", lambda r: Cell(r.thing.at, "accent"), 14, 1, 6, lambda r: r.thing.at.lower()),
        Column("role", "Role", what, 12, 1, 4, lambda r: str(r.doc.get("role") or "")),
    )
    return Page(rows, columns, lambda r: f"{r.thing.name} {r.thing.at}".lower(), "", _EMPTY["people"])


def _minutes(written: tuple[Minute, ...]) -> Page:
    rows: list[Row] = []
    section = ""
    for n, minute in enumerate(written):
        if minute.section != section:
            section = minute.section
            rows.append(Row(f"# {section}", "", "", {}, heading=section[:1].upper() + section[1:]))
        rows.append(Row(f"{minute.id} {n} {minute.text}", minute.kind, minute.id, {"id": minute.id}, minute))
    columns = (Column("text", "Minutes", lambda row: Cell(row.thing.text), 40, 1, 9),)
    return Page(rows, columns, lambda r: r.thing.text.lower(), "", _EMPTY["minutes"])
