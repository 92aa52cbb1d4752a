"""Bars: parts of a whole side by side, each filled in its own way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..page import Cell


class Part(NamedTuple):
    """A number, what fills its part of a bar, and in what tone."""

    size: int
    fill: str
    tone: str


def stacked(parts: Sequence[Part], longest: int, room: int) -> list[Cell]:
    """Return a bar of the parts, as long as the room where together they come to *longest*.

    Whatever is there at all has a cell, as far as there is room.
    """
    seen = [part for part in parts if part.size > 0][: max(0, room)]
    total = sum(part.size for part in seen)
    if not seen:
        return []
    length = min(room, max(len(seen), round(total * room / max(1, longest))))
    cells = shares({str(n): part.size for n, part in enumerate(seen)}, length)
    return [Cell(part.fill * wide, part.tone) for part, (_, wide) in zip(seen, cells, strict=True)]


def gauge(have: int, whole: int | None, longest: int, room: int) -> list[Cell]:
    """Return a bar of what there is against what it should be at most, what is over it filled otherwise.

    Without a whole there is nothing to be over, and nothing left.
    """
    if whole is None:
        return stacked([Part(have, "█", "accent")], longest, room)
    return stacked(
        [
            Part(min(have, whole), "█", "good"),
            Part(max(0, have - whole), "▚", "bad"),
            Part(max(0, whole - have), "░", "dim"),
        ],
        longest,
        room,
    )


def legend(parts: Mapping[str, tuple[str, str]]) -> list[Cell]:
    """Return what fills which part, by their names in words."""
    return [
        piece
        for name, (fill, tone) in parts.items()
        for piece in (Cell(f" {fill}{fill}", tone), Cell(f" {name}  ", "dim"))
    ]


def shares(counts: dict[str, int], room: int) -> list[tuple[str, int]]:
    """Return how many of the cells each gets, together all of them; whoever has one voice has a cell."""
    total = sum(counts.values())
    if not total or room < len(counts):
        return []
    found = {name: max(1, number * room // total) if number else 0 for name, number in counts.items()}
    # What rounding left over goes to the largest, where it is seen least.
    largest = max(found, key=lambda name: found[name])
    found[largest] += room - sum(found.values())
    return list(found.items())
