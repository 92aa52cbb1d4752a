"""Where columns lie: what fits, what goes, who gets the room that is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from ..page import Column

GAP: Final = 2


class Placed(NamedTuple):
    """A column that fits, and how wide it is."""

    column: Column
    width: int


def place(columns: Sequence[Column], room: int) -> tuple[Placed, ...]:
    """Return the columns that fit into so many cells, the weightiest first to stay, and their widths."""
    kept = list(columns)
    while len(kept) > 1 and sum(c.width + GAP for c in kept) > room:
        lightest = min(kept, key=lambda c: c.weight)
        kept.remove(lightest)
    spare = max(0, room - sum(c.width + GAP for c in kept))
    shares = sum(c.share for c in kept)
    placed: list[Placed] = []
    for column in kept:
        extra = spare * column.share // shares if shares else 0
        spare, shares = spare - extra, shares - column.share
        placed.append(Placed(column, column.width + extra))
    return tuple(placed)
