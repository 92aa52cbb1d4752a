"""People and groups: who is at which member, and who works together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from ...store.schema.text import fold
from .. import registry, words
from ..layouts.list_screen import ListScreen
from ..page import Cell, CellOf, Column, Page, Row
from ..reading.hidden import empty

if TYPE_CHECKING:
    from ...store.views.reader import Reader


class People(ListScreen):
    """Every person, by the member they are at, and every group."""

    COMMANDS_OF = "people"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("people")
    HEADING = "People"

    def page_of(self, reader: Reader) -> Page:
        """Return people by member, those of the coordination first, then the groups."""
        contacts, groups = reader.table("contact"), reader.table("group")
        rows = [_person(reader, key, doc) for key, doc in contacts.items()]
        rows.sort(key=lambda row: (row.thing != "", row.thing.lower(), _name(row.doc), row.key))
        banded = [Row("# groups", "", "", {}, heading="Groups")] if groups else []
        banded += [
            Row(k, "group", k, d, "") for k, d in sorted(groups.items(), key=lambda pair: _name(pair[1]))
        ]
        head = [Row("# people", "", "", {}, heading="People")] if rows else []
        counted = f"{words.count(len(rows), 'person', 'people')}, {words.count(len(groups), 'group')}"
        return Page(
            [*head, *rows, *banded],
            _COLUMNS,
            _haystack,
            counted,
            empty(reader, "contact", "Nobody yet. a adds a person, A a group."),
        )


def _person(reader: Reader, key: str, doc: dict[str, Any]) -> Row:
    member = doc.get("member")
    return Row(key, "contact", key, doc, reader.label("member", member) if isinstance(member, str) else "")


def _name(doc: Mapping[str, Any]) -> str:
    """Return a name as names are put in order: without case and accents."""
    return fold(str(doc.get("name") or ""))


def _at(row: Row) -> Cell:
    if row.kind == "group":
        return Cell(words.count(len(row.doc.get("members") or ()), "member"), "dim")
    return Cell(row.thing, "accent") if row.thing else Cell("coordination", "good")


def _first(row: Row) -> Cell:
    return Cell("★ first", "warn") if row.doc.get("primary") else Cell("")


def _text(field: str) -> CellOf:
    return lambda row: Cell(str(row.doc.get(field) or ""), "dim")


def _haystack(row: Row) -> str:
    said = [row.doc.get(field) for field in ("name", "handle", "role", "email", "purpose")]
    return " ".join(str(one) for one in (*said, row.thing) if one).lower()


_COLUMNS = (
    Column("name", "Name", lambda row: Cell(words.titled(row.doc, str(row.doc.get("name") or ""))), 26, 3, 9,
           lambda row: _name(row.doc)),
    Column("at", "Of", _at, 18, 1, 8, lambda row: row.thing.lower()),
    Column("first", "", _first, 7, 0, 5),
    Column("role", "Role", _text("role"), 14, 1, 6, lambda row: str(row.doc.get("role") or "").lower()),
    Column("email", "Mail", _text("email"), 20, 1, 3),
)  # fmt: skip
