"""Decisions: what is decided, over whose objections."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from .. import registry, words
from ..list_screen import ListScreen
from ..messages import OpenThing
from ..page import Cell, Column, Page, Row

if TYPE_CHECKING:
    from ...store.views.reader import Reader


class Decisions(ListScreen):
    """Every decision, with where it stands."""

    COMMANDS_OF = "decisions"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("decisions")
    HEADING = "Decisions"

    def page_of(self, reader: Reader) -> Page:
        """Return the decisions by question."""
        rows = [
            Row(key, "decision", key, doc)
            for key, doc in sorted(
                reader.table("decision").items(),
                key=lambda one: (str(one[1].get("question") or "").lower(), one[0]),
            )
        ]
        return Page(rows, _COLUMNS, _haystack, words.count(len(rows), "decision", "decisions"))

    def action_open(self) -> None:
        """Open the decision on a screen of its own: that is where positions are taken."""
        if (row := self.table.row) is not None:
            self.post_message(OpenThing(row.kind, row.key))


def _haystack(row: Row) -> str:
    return f"{row.doc.get('question')} {row.doc.get('status')}".lower()


_COLUMNS = (
    Column(
        "title",
        "Decision",
        lambda row: Cell(words.titled(row.doc, str(row.doc.get("question") or ""))),
        30,
        1,
    ),
    Column("state", "Status", lambda row: Cell(str(row.doc.get("status") or "")), 12),
)
