"""Members by initiatives: where each member stands on each, at a glance."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ..schema.text import fold
from .standing import is_stale

if TYPE_CHECKING:
    from .reader import Doc, Reader

STALE: Final = "stale"
LAPSED: Final = "lapsed"


@dataclass(frozen=True, slots=True)
class Cell:
    """One opt-in: its state, how much the member takes on, who may know, and whether it went stale."""

    state: str
    level: str | None
    visibility: str
    gone: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """An initiative at the head of its column: how many cells it has, and how many members in among them."""

    id: str
    handle: str | None
    title: str
    stage: str | None
    count: int
    count_in: int


@dataclass(frozen=True, slots=True)
class Row:
    """A member and its cells, one for each initiative in order; `None` where nothing was ever planned."""

    id: str
    handle: str | None
    name: str
    cells: list[Cell | None]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The columns, and a row for each member."""

    initiatives: list[Head]
    members: list[Row]


def matrix(
    reader: Reader,
    today: date,
    *,
    members: Collection[str] | None = None,
    initiatives: Collection[str] | None = None,
    closed: bool = False,
) -> Matrix:
    """Return the matrix of some members and initiatives, or of all that are not closed or have not left.

    Both are by handle, as they are shown. Cells that are alike are one object.
    """
    columns = {
        key: doc
        for key, doc in reader.table("initiative").items()
        if (key in initiatives if initiatives is not None else closed or doc.get("stage") != "closed")
    }
    rows = {
        key: doc
        for key, doc in reader.table("member").items()
        if (key in members if members is not None else doc.get("status") != "left")
    }
    order = sorted(columns, key=_place(columns, "title"))
    place = {key: number for number, key in enumerate(order)}
    cells: dict[str, list[Cell | None]] = {key: [None] * len(order) for key in rows}
    cell = _Cells(columns, today.isoformat())
    count, count_in = [0] * len(order), [0] * len(order)
    for doc in reader.table("optin").values():
        row, column = cells.get(doc.get("member", "")), place.get(doc.get("initiative", ""))
        if row is None or column is None or "state" not in doc:
            continue
        row[column] = cell.of(doc)
        count[column] += 1
        count_in[column] += doc["state"] == "in"
    heads = [
        Head(
            key,
            columns[key].get("handle"),
            str(columns[key].get("title") or ""),
            columns[key].get("stage"),
            count[number],
            count_in[number],
        )
        for number, key in enumerate(order)
    ]
    by_handle = sorted(rows, key=_place(rows, "name"))
    return Matrix(
        heads,
        [Row(k, rows[k].get("handle"), str(rows[k].get("name") or ""), cells[k]) for k in by_handle],
    )


def _place(docs: Mapping[str, Doc], title: str) -> Callable[[str], tuple[str, str, str]]:
    """Return what puts keys in order: their handles, else what they are called."""

    def place(key: str) -> tuple[str, str, str]:
        doc = docs[key]
        name = fold(str(doc.get(title) or ""))
        return doc.get("handle") or name, name, key

    return place


class _Cells:
    """Cells, each made once: there are few that differ."""

    def __init__(self, initiatives: Mapping[str, Doc], today: str) -> None:
        self._initiatives = initiatives
        self._today = today
        self._made: dict[tuple[Any, ...], Cell] = {}
        self._stale: dict[tuple[str, Any], bool] = {}

    def of(self, doc: Doc) -> Cell:
        """Return the cell of an opt-in."""
        get = doc.get
        state, gone = get("state", ""), None
        if state == "in":
            until = get("valid_until")
            if until is not None and until < self._today:
                gone = LAPSED
            elif self._is_stale(doc):
                gone = STALE
        name = (state, get("level"), get("visibility") or "coalition", gone)
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = Cell(*name)
        return found

    def _is_stale(self, doc: Doc) -> bool:
        name = (doc["initiative"], doc.get("ask"))
        if name not in self._stale:
            self._stale[name] = is_stale(doc, self._initiatives[doc["initiative"]])
        return self._stale[name]
