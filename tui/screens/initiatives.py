"""Initiatives: what members can opt in to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from .. import registry, words
from ..list_screen import ListScreen
from ..page import Cell, Column, Page, Row

if TYPE_CHECKING:
    from ...store.views.reader import Reader


class Initiatives(ListScreen):
    """Every initiative, with its stage."""

    COMMANDS_OF = "initiatives"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("initiatives")
    HEADING = "Initiatives"

    def page_of(self, reader: Reader) -> Page:
        """Return the initiatives by title."""
        rows = [
            Row(key, "initiative", key, doc)
            for key, doc in sorted(
                reader.table("initiative").items(),
                key=lambda one: (str(one[1].get("title") or "").lower(), one[0]),
            )
        ]
        return Page(rows, _COLUMNS, _haystack, words.count(len(rows), "initiative", "initiatives"))


def _haystack(row: Row) -> str:
    return f"{row.doc.get('title')} {row.doc.get('stage')}".lower()


_COLUMNS = (
    Column(
        "title", "Initiative", lambda row: Cell(words.titled(row.doc, str(row.doc.get("title") or ""))), 30, 1
    ),
    Column("state", "Stage", lambda row: Cell(str(row.doc.get("stage") or "")), 12),
)
