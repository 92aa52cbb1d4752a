"""What needs somebody, read as rows; what was in view last is remembered, so that the next start shows it at once."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from .. import words
from ..page import Cell, Column, Page, Row

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.views.reader import Reader

_VIEW: Final = "today"
_FIRST: Final = 120
"""Rows that are remembered: more than any terminal shows."""
_SHOWN: Final = (
    "id",
    "crossed",
    "status",
    "title",
    "member",
    "initiative",
    "state",
    "question",
    "due",
    "terms",
    "stage",
)
"""What the list, and what can be done with a line, need of a document."""


def page(reader: Reader) -> Page:
    """Return everything that presses, under headings, the most urgent first."""
    from ...store.views.today import today as pressing

    day = reader.today()
    items = pressing(reader, day)
    rows: list[Row] = []
    section = None
    for item in items:
        if item.section != section:
            section = item.section
            rows.append(Row(f"# {section}", "", "", {}, heading=_heading(section)))
        doc = {"id": item.key, **(reader.get(item.kind, item.key) or {})}
        rows.append(Row(f"{section} {item.key}", item.kind, item.key, doc, item))
    counted = f"{words.day(day, day)} · {words.count(len(items), 'thing needs', 'things need')} somebody"
    return _page(rows, counted, day)


def first(ledger: Ledger) -> Page | None:
    """Return the beginning of the page as it was remembered, `None` where it would be another by now."""
    found = ledger.recall(_VIEW)
    if not isinstance(found, dict):
        return None
    from ...store.views.item import Item

    kept: dict[str, Any] = found  # pyright: ignore[reportUnknownVariableType]
    rows: list[Row] = []
    for one in kept["rows"]:
        item = Item(**one["item"]) if one["item"] else None
        rows.append(Row(one["id"], one["kind"], one["key"], one["doc"], item, one["heading"]))
    return _page(rows, kept["counted"], ledger.today())


def keep(ledger: Ledger, found: Page) -> None:
    """Remember the beginning of a page for the next start."""
    rows = [
        {
            "id": row.id, "kind": row.kind, "key": row.key, "heading": row.heading,
            "doc": {name: row.doc[name] for name in _SHOWN if name in row.doc},
            "item": asdict(row.thing) if row.thing else None,
        }
        for row in found.rows[:_FIRST]
    ]  # fmt: skip
    ledger.remember(_VIEW, {"rows": rows, "counted": found.counted})


def _page(rows: list[Row], counted: str, day: date) -> Page:
    return Page(rows, _columns(day), _haystack, counted, "Nothing needs anybody today.")


def _heading(section: str) -> str:
    """Return a section's name as a heading."""
    said = section.replace("_", " ").replace("-", " ")
    return said[:1].upper() + said[1:]


def _haystack(row: Row) -> str:
    return f"{row.thing.section} {row.thing.kind} {row.thing.text}".lower()


def _columns(today: date) -> tuple[Column, ...]:
    def kind(row: Row) -> Cell:
        return Cell(words.kind(row.kind), "dim")

    def text(row: Row) -> Cell:
        return Cell(words.titled(row.doc, row.thing.text))

    def due(row: Row) -> Cell:
        if row.thing.due:
            return words.due(row.thing.due, today)
        since = str(row.thing.since or "")[:10]
        return Cell(f"since {words.spoken(since, today, weekday=False)}", "dim") if since else Cell("")

    def mine(row: Row) -> Cell:
        return Cell("you" if row.thing.mine else "", "accent")

    return (
        Column("text", "What", text, 46, 1, 9),
        Column("mine", "", mine, 3, 0, 6),
        Column("due", "When", due, 16, 0, 8),
        Column("kind", "Kind", kind, 12, 0, 5),
    )
