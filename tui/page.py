"""What a list is given to show: rows, columns, and a word on what was left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class Cell(NamedTuple):
    """One text in a table and its tone: `dim`, `good`, `warn`, `bad`, `accent`, `strong`, or none."""

    text: str
    tone: str = ""


class Row(NamedTuple):
    """One line of a list: the document it stands for, or a heading over those that follow."""

    id: str
    """What tells this row from all others, before and after a refresh."""
    kind: str
    key: str
    doc: Mapping[str, Any]
    thing: Any = None
    """What the list knows of it beyond the document."""
    heading: str = ""


CellOf = Callable[[Row], Cell]
FittedOf = Callable[[Row, int], Cell]
"""What says a row's text in so many cells, where it would be cut."""
OrderOf = Callable[[Row], Any]
DrawnOf = Callable[[Row, int], Sequence[Cell]]
"""What draws a row's part of a chart in so many cells: pieces side by side, each in its tone."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how wide, how shown, how ordered, and how soon it goes where room is short."""

    id: str
    title: str
    cell: CellOf
    width: int
    """Cells it takes at least."""
    share: int = 0
    """Its share of the room that is left."""
    weight: int = 9
    """The column of least weight goes first."""
    order: OrderOf | None = None
    right: bool = False
    drawn: DrawnOf | None = None
    """What draws it where it is part of a chart; `cell` says the same in words."""
    fitted: FittedOf | None = None
    """What says it shorter where what `cell` says doesn't fit."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a screen shows, read in one go so that it fits together."""

    rows: Sequence[Row]
    columns: tuple[Column, ...]
    haystack: Callable[[Row], str]
    """What a filter looks through: lower case, every word by which a row may be sought."""
    counted: str = ""
    """A word on the whole, such as `31 open, 4 overdue`."""
    empty: str = "Nothing here yet."
