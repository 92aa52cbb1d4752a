"""What each member has to do, how much of it is late, and its hours against those it promised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from ... import words
from ...drawn.bars import Part, gauge, stacked
from ...page import Cell, Column, Page, Row

if TYPE_CHECKING:
    from ....store.views.reader import Reader
    from ....store.views.workload import Load

FILLS: Final = {
    "to do": ("█", "accent"),
    "late": ("▚", "bad"),
}
"""What fills the parts of a bar of actions, in their order."""
HOURS: Final = {
    "hours": ("█", "good"),
    "over": ("▚", "bad"),
    "left": ("░", "dim"),
}
"""What fills the parts of a bar of hours, as `bars.gauge` fills them."""
NOTE: Final = "+ not all estimated"
"""What a mark beside hours means."""


class Burden(NamedTuple):
    """A member's load, and how many of its open actions are late."""

    load: Load
    late: int


def page(reader: Reader) -> Page:
    """Return the members that promised or owe anything, who is over first, and what is nobody's yet."""
    rows: list[Row] = []
    table, whole = reader.table("member"), not hasattr(reader, "audience")
    found = burdens(reader)
    for member, one in found.items():
        if member is None:
            # To an audience, who owns an action may be as little known as if nobody did.
            heading = "Nobody's yet" if whole else "Nobody's, or of a member not shown"
            rows.append(Row("# nobody", "", "", {}, heading=heading))
            rows.append(Row("nobody", "", "", {}, one))
        else:
            rows.append(Row(member, "member", member, table.get(member) or {"id": member}, one))
    counted = words.count(sum(one.load.actions for one in found.values()), "open action")
    counted += f", {sum(one.late for one in found.values())} late"
    if any(one.load.promised is not None for one in found.values()):
        counted += f", {words.count(sum(bool(one.load.over) for one in found.values()), 'member')} over"
    empty = "Nobody has promised hours, and nothing is to be done."
    return Page(rows, _columns([row.thing for row in rows if row.thing]), _haystack, counted if rows else "",
                empty)  # fmt: skip


def burdens(reader: Reader) -> Mapping[str | None, Burden]:
    """Return what every member has to do, who is over first, and what nobody has taken on last."""
    from ....store.views.workload import late, workload

    loads, behind = workload(reader), late(reader, reader.today())
    found: dict[str | None, Burden] = {
        one.member: Burden(one, behind.get(one.member, 0)) for one in loads.members
    }
    if loads.nobody.actions:
        found[None] = Burden(loads.nobody, behind.get(None, 0))
    return found


def standing(load: Load) -> Cell:
    """Return whether a member is over what it promised, in words."""
    if load.promised is None:
        return Cell("")
    if load.over:
        return Cell(f"▲ over by {load.owed - load.promised} h", "bad")
    return Cell("● full" if load.owed == load.promised else f"✓ {load.promised - load.owed} h left", "good")


def hours(load: Load) -> str:
    """Return the hours owed against those promised, marked where not all that is to do was estimated."""
    more = "+" if load.not_estimated else ""
    return f"{load.owed}{more} h" if load.promised is None else f"{load.owed}{more}/{load.promised} h"


def fullness(load: Load) -> tuple[int, float]:
    """Return what puts the fullest first, and those that promised nothing after all that did."""
    return (0, load.promised - load.owed) if load.promised is not None else (1, -load.owed)


def small(load: Load, longest: int, room: int) -> Sequence[Cell]:
    """Return the hours of a member as a small bar, the numbers and a mark where it is over."""
    if load.promised is None and not load.owed:
        return ()
    said = hours(load) + (" ▲" if load.over else "  ")
    bar = gauge(load.owed, load.promised, longest, max(1, room - len(said) - 1))
    # The numbers stand at the right edge, whatever the bar takes.
    gap = " " * max(1, room - len(said) - sum(len(text) for text, _ in bar))
    return [*bar, Cell(gap), Cell(said, "bad" if load.over else "dim")]


def _name(row: Row) -> str:
    return str(row.doc.get("name") or row.thing.load.member_handle or "") if row.kind else "no owner"


def _haystack(row: Row) -> str:
    return f"{_name(row)} {row.doc.get('handle') or ''} {standing(row.thing.load).text}".lower()


def _columns(found: Sequence[Burden]) -> tuple[Column, ...]:
    most = max((one.load.actions for one in found), default=0)
    longest = max((max(one.load.owed, one.load.promised or 0) for one in found), default=0)

    def name(row: Row) -> Cell:
        return Cell(words.titled(row.doc, _name(row)))

    def number(count: int) -> Cell:
        return Cell(str(count or "·"))

    def to_do(row: Row, room: int) -> Sequence[Cell]:
        it = row.thing
        counts = {"to do": it.load.actions - it.late, "late": it.late}
        return stacked([Part(counts[part], *FILLS[part]) for part in FILLS], most, room)

    def owed(row: Row, room: int) -> Sequence[Cell]:
        return gauge(row.thing.load.owed, row.thing.load.promised, longest, room)

    def late(row: Row) -> Cell:
        return Cell(f"! {row.thing.late}", "bad") if row.thing.late else Cell("·", "dim")

    return (
        Column("name", "Member", name, 16, 2, 9, lambda row: _name(row).lower()),
        Column("bar", "Actions", lambda row: number(row.thing.load.actions), 8, 2, 6, drawn=to_do),
        Column("open", "Open", lambda row: number(row.thing.load.actions), 4, 0, 8,
               lambda row: -row.thing.load.actions, True),
        Column("late", "Late", late, 4, 0, 8, lambda row: -row.thing.late, True),
        Column("hours", "Hours", lambda row: Cell(hours(row.thing.load)), 8, 2, 5, drawn=owed),
        Column("owed", "Owed", lambda row: Cell(hours(row.thing.load)), 10, 0, 7,
               lambda row: -row.thing.load.owed, True),
        Column("standing", "Standing", lambda row: standing(row.thing.load), 14, 0, 8,
               lambda row: fullness(row.thing.load)),
    )  # fmt: skip
