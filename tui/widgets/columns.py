"""Where columns lie: what fits, what goes, who gets the room that is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len

from ..page import Column, Page

GAP: Final = 2
_FIRST: Final = 60
_SPREAD: Final = 20
"""Rows that are measured: as many as a terminal shows, and a few from all over the others."""


class Placed(NamedTuple):
    """A column that fits, and how wide it is."""

    column: Column
    width: int


def wants(page: Page) -> dict[str, int]:
    """Return how wide columns of text would be with nothing cut, by a sample of rows; charts take what they get."""
    rest = page.rows[_FIRST :: max(1, len(page.rows) // _SPREAD)]
    rows = [row for row in (*page.rows[:_FIRST], *rest) if not row.heading]
    return {
        column.id: max((cell_len(column.cell(row).text) for row in rows), default=0)
        for column in page.columns
        if column.drawn is None
    }


def place(
    columns: Sequence[Column], room: int, wanted: Mapping[str, int] | None = None
) -> tuple[Placed, ...]:
    """Return the columns that fit into so many cells, the weightiest first to stay, and their widths.

    A column that wants less than it takes at least gives the rest away; then each gets what it wants, as far as
    there is room, and what is left over goes to charts, else to the columns by their shares.
    """
    needs = {c.id: _need(c, (wanted or {}).get(c.id, c.width)) for c in columns}
    widths = {c.id: min(c.width, needs[c.id]) for c in columns}
    kept = [c for c in columns if widths[c.id]]
    while len(kept) > 1 and sum(widths[c.id] + GAP for c in kept) > room:
        kept.remove(min(kept, key=lambda c: c.weight))
    spare = max(0, room - sum(widths[c.id] + GAP for c in kept))
    spare -= _feed(kept, widths, needs, spare)
    takers = [c for c in kept if c.drawn] or kept
    shares = sum(c.share for c in takers)
    for column in takers:
        extra = spare * column.share // shares if shares else 0
        spare, shares = spare - extra, shares - column.share
        widths[column.id] += extra
    return tuple(Placed(column, widths[column.id]) for column in kept)


def _need(column: Column, wanted: int) -> int:
    """Return the cells with which nothing of a column is cut, its title and the mark of the order included."""
    title = len(column.title) + 2 * (column.order is not None and bool(column.title))
    return max(wanted, min(title, column.width))


def _feed(kept: Sequence[Column], widths: dict[str, int], needs: Mapping[str, int], spare: int) -> int:
    """Widen columns towards what they need, those first that need least for their share; return what that took."""
    hungry = sorted(kept, key=lambda c: (needs[c.id] - widths[c.id]) / (c.share + 1))
    shares, taken = sum(c.share + 1 for c in hungry), 0
    for column in hungry:
        extra = min(needs[column.id] - widths[column.id], (spare - taken) * (column.share + 1) // shares)
        shares -= column.share + 1
        widths[column.id] += extra
        taken += extra
    return taken
