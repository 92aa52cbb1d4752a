"""Actions that come again: when one is done the next is made, one and the same in every clone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from ..book.undoing import Change
from ..errors import Invalid
from ..schema import keys
from ..schema import kind as kind_named
from . import drafting

if TYPE_CHECKING:
    from datetime import date

    from ..ledger import Ledger

# What the next one takes over; what it waited on and what came of it were this one's.
_SAME: Final = (
    "title",
    "owner",
    "assignee",
    "initiative",
    "decision",
    "hours",
    "priority",
    "tags",
    "recurrence",
    "note",
    "audience",
)
# A rule that has no day in so many years has none.
_YEARS: Final = 60


def anchored(before: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values with the day that an action which comes again stands for; raises `Invalid` without one."""
    given = dict(values)
    after = {**before, **given}
    if not given.get("recurrence") or given["recurrence"] == before.get("recurrence"):
        return given
    rule = kind_named("action").fields["recurrence"].check(given["recurrence"])
    if not after.get("due"):
        raise Invalid(
            "It comes again, and isn't due on any day yet.", "--due DATE: the first, to count from."
        )
    if not before.get("series"):
        given["occurrence"] = after["due"]
    if next_day(rule, after["due"], after["due"]) is None:
        raise Invalid(
            f"{rule} has no day after {after['due']}.", "Give a rule that has one, or leave it out."
        )
    return given


def following(ledger: Ledger, key: str, values: Mapping[str, Any]) -> list[Change]:
    """Return the change that makes the next action of a series, where *values* say that this one is done."""
    now = ledger.read("action", key).doc
    if values.get("status") != "done" or now.get("status") == "done":
        return []
    doc = {**now, **values}
    if not doc.get("recurrence") or not (doc.get("occurrence") or doc.get("due")):
        return []
    series: str = doc.get("series") or doc["id"]
    day: str = doc.get("occurrence") or doc["due"]
    first = ledger.get("action", series) or {}
    after = next_day(doc["recurrence"], first.get("occurrence") or day, day)
    if after is None:
        return []
    new = keys.action_key(series, after)
    if ledger.get("action", new) is not None:
        return []
    made = {**_taken_over(ledger, doc), "series": series, "occurrence": after, **_shifted(doc, day, after)}
    return [Change("action", new, drafting.new(ledger, "action", made, new))]


def next_day(rule: str, first: str, day: str) -> str | None:
    """Return the first day of a rule after *day*, counted from *first*; `None` where there is none."""
    from datetime import datetime, time

    from dateutil.rrule import rrule, rrulestr

    start = datetime.combine(_day(first), time())
    found = rrulestr(rule, dtstart=start)
    assert isinstance(found, rrule)
    here = datetime.combine(_day(day), time())
    # Looking for a day that never comes, like the 30th of February, would go on to the year 9999.
    last = min(here.year, 9999 - _YEARS) + _YEARS
    if found.replace(count=None, until=datetime(last, 12, 31)).after(here) is None:
        return None
    after = found.after(here)
    return None if after is None else after.date().isoformat()


def _taken_over(ledger: Ledger, doc: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: doc[name] for name in _SAME if doc.get(name) not in (None, [])}
    if (ledger.get("member", kept.get("owner") or "") or {}).get("status") == "left":
        for name in ("owner", "assignee"):
            kept.pop(name, None)
    gone = {name: kind for name, kind in (("assignee", "contact"), ("owner", "member")) if name in kept}
    for name, kind in gone.items():
        if ledger.get(kind, kept[name]) is None:
            del kept[name]
    return kept


def _shifted(doc: Mapping[str, Any], day: str, after: str) -> dict[str, str]:
    """Return start and due as far from the day that the next stands for as this one's are from its own."""
    ahead = _day(after) - _day(day)
    return {name: (_day(doc[name]) + ahead).isoformat() for name in ("start", "due") if doc.get(name)}


def _day(text: str) -> date:
    from datetime import date

    return date.fromisoformat(text)
