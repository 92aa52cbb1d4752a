"""What needs somebody today, the most urgent first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from . import pressing, upkeep, waiting
from .item import Item
from .reader import entries, listed
from .seen import Need, Seen

if TYPE_CHECKING:
    from .reader import Reader


# In the order in which sections that press alike are shown.
SECTIONS: Final[Mapping[str, Callable[[Seen], Iterator[Need]]]] = {
    "overdue": pressing.overdue,
    "objections": pressing.objections,
    "two answers": upkeep.two_answers,
    "closing": pressing.closing_soon,
    "due soon": pressing.due_soon,
    "no answer": waiting.silent,
    "stale": waiting.stale,
    "lapsing": waiting.lapsing,
    "conditions": waiting.conditions,
    "sunset": upkeep.sunsets,
    "review": pressing.reviews,
    "to ask": waiting.to_ask,
    "not shared yet": upkeep.not_shared,
}


def today(reader: Reader, today: date, *, mine: bool = False, member: str | None = None) -> list[Item]:
    """Return what needs somebody, section by section, that with the most urgent thing first.

    With *mine* only what the contact who uses this clone is to see to; with a *member* only what concerns it.
    """
    seen = Seen(reader, today)
    whose = reader.book.key(member) if member is not None else None
    found = [
        Item(section, need.urgency, need.kind, need.key, _line(need.text), need.due, need.since, need.mine)
        for section, needs in SECTIONS.items()
        for need in needs(seen)
        if (need.mine or not mine) and (whose is None or _concerns(seen, need, whose))
    ]
    order = {section: place for place, section in enumerate(SECTIONS)}
    most: dict[str, int] = {}
    for one in found:
        most[one.section] = max(one.urgency, most.get(one.section, one.urgency))
    return sorted(
        found,
        key=lambda one: (
            -most[one.section],
            order[one.section],
            -one.urgency,
            one.due or one.since or "9999",
            one.text,
            one.key,
        ),
    )


def _concerns(seen: Seen, need: Need, member: str) -> bool:
    """Return whether a member has to do with something: it is the member's, or its word is asked for."""
    if need.kind == "member":
        return need.key == member
    doc = seen.reader.get(need.kind, need.key) or {}
    if need.kind == "decision":
        return member in listed(doc, "asked") or member in entries(doc, "positions")
    if need.kind == "action" and doc.get("assignee"):
        return member in (doc.get("owner"), seen.doc("contact", doc["assignee"]).get("member"))
    return member in (doc.get("member"), doc.get("owner"), doc.get("lead"))


def _line(text: str) -> str:
    return text if text.isprintable() else " ".join(text.split())


__all__ = ["SECTIONS", "Item", "today"]
