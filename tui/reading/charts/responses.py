"""How those asked responded, a line an initiative."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ... import words
from ...drawn.bars import Part, stacked
from ...page import Cell, Column, Page, Row
from .optins import haystack, title

if TYPE_CHECKING:
    from ....store.views.reader import Reader
    from ....store.views.responses import Response

FILLS: Final = {
    "in": ("█", "good"),
    "said no": ("▓", "bad"),
    "considers": ("▒", "accent"),
    "silent": ("░", "dim"),
}
"""What fills the parts of a bar, in their order."""


def page(reader: Reader) -> Page:
    """Return the initiatives that anybody was asked about, those that are closed last."""
    from ....store.views.responses import responses

    table = reader.table("initiative")
    found = [one for one in responses(reader, reader.today()) if one.asked or one.unasked]
    rows = [Row(one.initiative, "initiative", one.initiative, table[one.initiative], one) for one in found]
    rows.sort(key=lambda row: (row.doc.get("stage") == "closed", title(row).lower(), row.key))
    asked, answered = sum(one.asked for one in found), sum(one.answered_share[0] for one in found)
    counted = f"{answered}/{asked} asked answered, {sum(one.joined for one in found)} in"
    if unasked := sum(one.unasked for one in found):
        counted += f" · {unasked} answered unasked, {sum(one.unasked_joined for one in found)} in"
    longest = max((one.asked for one in found), default=0)
    empty = "Nobody was asked about anything yet."
    return Page(rows, _columns(longest), haystack, counted if rows else "", empty)


def parts(one: Response) -> dict[str, int]:
    """Return the members asked by what they answered, under the names of the parts."""
    return {
        "in": one.joined,
        "said no": one.refused,
        "considers": one.considering,
        "silent": one.silent,
    }


def bar(one: Response, longest: int, room: int) -> Sequence[Cell]:
    """Return the members asked as a bar, as long as the room where they are *longest*."""
    return stacked([Part(n, *FILLS[name]) for name, n in parts(one).items()], longest, room)


def rate(one: Response) -> float:
    """Return what puts those first of whose members asked the most answered; where none were asked it is last."""
    answered, asked = one.answered_share
    return -answered / asked if asked else 1


def small(one: Response, room: int) -> Sequence[Cell]:
    """Return the share of those asked that answered, as a small bar and in numbers."""
    answered, asked = one.answered_share
    if not asked:
        return ()
    said = f"{answered}/{asked}"
    wide = max(1, room - max(6, len(said) + 1))
    parts = [Part(answered, "█", "accent"), Part(asked - answered, "░", "dim")]
    return [*stacked(parts, asked, wide), Cell(f"{said:>{room - wide}}")]


def _columns(longest: int) -> tuple[Column, ...]:
    def name(row: Row) -> Cell:
        return Cell(words.titled(row.doc, title(row)))

    def share(row: Row) -> Cell:
        answered, asked = row.thing.answered_share
        return Cell(f"{answered}/{asked}" if asked else "·")

    def drawn(row: Row, room: int) -> Sequence[Cell]:
        return bar(row.thing, longest, room) or [Cell("none asked", "dim")]

    def unasked(row: Row) -> Cell:
        it = row.thing
        return Cell(f"{it.unasked}, {it.unasked_joined} in" if it.unasked else "·", "dim")

    def number(part: str) -> Column:
        return Column(
            part, FILLS[part][0], lambda row: Cell(str(parts(row.thing)[part] or "·")), 3, 0, 6,
            lambda row: -parts(row.thing)[part], True,
        )  # fmt: skip

    return (
        Column("title", "Initiative", name, 20, 2, 9, lambda row: title(row).lower()),
        Column("bar", "Asked", share, 14, 3, 7, lambda row: -row.thing.asked, drawn=drawn),
        Column("answered", "Answered", share, 8, 0, 8, lambda row: rate(row.thing), True),
        *(number(part) for part in FILLS),
        Column("unasked", "Unasked", unasked, 9, 0, 3, lambda row: -row.thing.unasked, True),
    )
