"""Members by initiatives read in one go: every cell, and the mix of each column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .. import words

if TYPE_CHECKING:
    from ...store.views.matrix import Cell, Head, Matrix, Row
    from ...store.views.mix import Mix
    from ...store.views.reader import Reader

GROUPS: Final = ("", "regions", "communities")
"""By what members stand together; the first is by nothing."""


class Band(NamedTuple):
    """One line of the matrix: a member with its cells, or a heading over those that follow."""

    key: str
    name: str
    handle: str
    cells: Sequence[Cell | None]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Crossing:
    """What the matrix shows: its columns, its lines, the mix of a column by its place, and a word on the whole."""

    heads: Sequence[Head]
    bands: Sequence[Band]
    mixes: Sequence[Mix]
    counted: str


def read(reader: Reader, group: str, only: str | None = None) -> Crossing:
    """Return the matrix of all that is not closed, its members by name or by what a group says of them.

    A member of several regions stands under each; one of none under the last heading. *only* is an initiative.
    """
    from ...store.views.matrix import matrix
    from ...store.views.mix import mix

    day = reader.today()
    found = matrix(reader, day, initiatives=[only] if only else None, closed=bool(only))
    mixes = [mix(reader, reader.get("initiative", head.id) or {}, day) for head in found.initiatives]
    bands = _grouped(reader, found, group) if group else [_band(row) for row in found.members]
    members = words.count(len(found.members), "member")
    counted = f"{members} by {words.count(len(found.initiatives), 'initiative')}"
    return Crossing(found.initiatives, bands, mixes, f"{counted}, under their {group}" if group else counted)


def _band(row: Row) -> Band:
    return Band(row.id, row.name, row.handle or "", row.cells)


def _grouped(reader: Reader, found: Matrix, group: str) -> list[Band]:
    under: dict[str, list[Row]] = {}
    table = reader.table("member")
    for row in found.members:
        for value in (table.get(row.id) or {}).get(group) or ("",):
            under.setdefault(str(value), []).append(row)
    bands: list[Band] = []
    for value in sorted(under, key=_place):
        asked = [cell for row in under[value] for cell in row.cells if cell]
        count = sum(cell.state == "in" for cell in asked)
        said = f"{value or 'of none'}  ·  {words.count(len(under[value]), 'member')}, {count} in"
        bands.append(Band(f"#{value}", "", "", (), said))
        bands += [_band(row) for row in under[value]]
    return bands


def _place(value: str) -> tuple[bool, str]:
    """Return what puts headings in order: by name, those of none last."""
    return not value, value.lower()


def haystack(band: Band) -> str:
    """Return what a filter looks through."""
    return f"{band.name} {band.handle}".lower()


def said(cell: Cell | None) -> list[tuple[str, Any]]:
    """Return a cell in words: what it is, and what of it."""
    if cell is None:
        return [("state", "nothing planned")]
    found: list[tuple[str, Any]] = [("state", cell.state), ("level", cell.level), ("named", cell.visibility)]
    return [*found, ("gone", cell.gone)] if cell.gone else found
