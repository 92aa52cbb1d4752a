"""Members: who is in the coalition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from ...store.schema.text import fold
from .. import registry, words
from ..layouts.list_screen import ListScreen
from ..page import Cell, CellOf, Column, Page, Row
from ..reading.charts import workload as charted
from ..reading.hidden import empty

if TYPE_CHECKING:
    from ...store.views.reader import Reader
    from ...store.views.workload import Load

_STANDINGS = tuple(words.STANDING)


class Members(ListScreen):
    """Every member, with what it is in on and what it has to do."""

    COMMANDS_OF = "members"
    FILTERED = "member"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("members")
    HEADING = "Members"

    def page_of(self, reader: Reader) -> Page:
        """Return the members by name, with counts taken once for all of them."""
        from ...store.views.workload import workload

        table = reader.table("member")
        took = Counter(d.get("member") for d in reader.table("optin").values() if d.get("state") == "in")
        owes = Counter(
            d.get("owner")
            for d in reader.table("action").values()
            if d.get("status") not in ("done", "dropped")
        )
        loads = {one.member: one for one in workload(reader).members}
        rows = [Row(k, "member", k, d) for k, d in sorted(table.items(), key=lambda pair: _name(pair[1]))]
        standing = Counter(str(d.get("status") or "active") for d in table.values())
        counted = ", ".join(f"{standing[s]} {s}" for s in _STANDINGS if standing[s])
        return Page(
            rows,
            _columns(took, owes, loads),
            _haystack,
            counted,
            empty(reader, "member", "No members yet. a adds one."),
        )


def _name(doc: Any) -> str:
    """Return a name as names are put in order: without case and accents."""
    return fold(str(doc.get("name", "")))


def _standing(doc: Any) -> int:
    """Return where a member's status stands in order; one from a later version comes last."""
    status = doc.get("status") or "active"
    return _STANDINGS.index(status) if status in _STANDINGS else len(_STANDINGS)


def _list(doc: Any, field: str) -> str:
    return ", ".join(str(v) for v in doc.get(field) or ())


def _haystack(row: Row) -> str:
    doc = row.doc
    said = [doc.get("name"), doc.get("handle"), doc.get("kind"), doc.get("status")]
    said += [_list(doc, f) for f in ("former_names", "regions", "topics", "communities", "languages")]
    return " ".join(str(s) for s in said if s).lower()


def _columns(took: Counter[Any], owes: Counter[Any], loads: Mapping[str | None, Load]) -> tuple[Column, ...]:
    longest = max((max(one.owed, one.promised or 0) for one in loads.values()), default=0)

    def status(row: Row) -> Cell:
        return words.state(words.STANDING, row.doc.get("status") or "active")

    def number(counter: Counter[Any], glyph: str) -> CellOf:
        return lambda row: Cell(f"{glyph} {counter[row.key]}" if counter[row.key] else "")

    def name(row: Row) -> Cell:
        return Cell(words.titled(row.doc, str(row.doc.get("name") or "")))

    def text(field: str, tone: str = "") -> CellOf:
        return lambda row: Cell(str(row.doc.get(field) or ""), tone)

    def many(field: str) -> CellOf:
        return lambda row: Cell(_list(row.doc, field), "dim")

    def load(row: Row, room: int) -> Sequence[Cell]:
        it = loads.get(row.key)
        return charted.small(it, longest, room) if it else ()

    def fullness(row: Row) -> Any:
        return charted.fullness(loads[row.key]) if row.key in loads else (2, 0)

    # Where nobody promised or estimated any, the room is for something else.
    hours = [Column("hours", "Hours", lambda r: Cell(""), 16, 0, 3, fullness, drawn=load)] if longest else []
    return (
        Column("status", "Status", status, 10, 0, 7, lambda r: _standing(r.doc)),
        Column("name", "Member", name, 26, 4, 9, lambda r: _name(r.doc)),
        Column("handle", "Handle", text("handle", "accent"), 18, 1, 8,
               lambda r: str(r.doc.get("handle") or "")),
        Column("in", "In on", number(took, "●"), 5, 0, 6, lambda r: -took[r.key]),
        Column("owes", "To do", number(owes, "○"), 5, 0, 5, lambda r: -owes[r.key]),
        *hours,
        Column("kind", "Kind", text("kind", "dim"), 12, 0, 2, lambda r: str(r.doc.get("kind") or "")),
        Column("regions", "Regions", many("regions"), 14, 2, 4, lambda r: _list(r.doc, "regions").lower()),
        Column("topics", "Topics", many("topics"), 14, 2, 1, lambda r: _list(r.doc, "topics").lower()),
    )  # fmt: skip
