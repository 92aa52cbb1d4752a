"""Today: what needs somebody now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from .. import registry, words
from ..list_screen import ListScreen
from ..page import Cell, Column, Page, Row

if TYPE_CHECKING:
    from ...store.views.reader import Reader


class Today(ListScreen):
    """Everything that presses, under headings, the most urgent first."""

    COMMANDS_OF = "today"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("today")
    HEADING = "Today"

    def page_of(self, reader: Reader) -> Page:
        """Return what the store says needs somebody."""
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
        counted = (
            f"{words.day(day, day)} · " + words.count(len(items), "thing needs", "things need") + " somebody"
        )
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
        return Cell(f"since {words.spoken(since, today)}", "dim") if since else Cell("")

    def mine(row: Row) -> Cell:
        return Cell("you" if row.thing.mine else "", "accent")

    return (
        Column("text", "What", text, 44, 1, 9),
        Column("mine", "", mine, 3, 0, 6),
        Column("due", "When", due, 16, 0, 8),
        Column("kind", "Kind", kind, 12, 0, 5),
    )
