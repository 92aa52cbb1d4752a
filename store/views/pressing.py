"""The work that presses: actions and decisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from . import times
from .seen import SOON, Need, Seen, in_days
from .tally import tally
from .wording import quoted

if TYPE_CHECKING:
    from .reader import Doc

_UNDONE: Final = ("todo", "doing", "blocked")
_PRIORITY: Final = {"urgent": 30, "high": 15, "low": -15}


def overdue(seen: Seen) -> Iterator[Need]:
    """Yield the actions that should be done."""
    yield from _actions(seen, date.min, seen.today - timedelta(days=1))


def due_soon(seen: Seen) -> Iterator[Need]:
    """Yield the actions due within a week."""
    yield from _actions(seen, seen.today, seen.today + timedelta(days=SOON))


def _actions(seen: Seen, since: date, until: date) -> Iterator[Need]:
    first, last = since.isoformat(), until.isoformat()
    for key, doc in seen.reader.table("action").items():
        due = doc.get("due")
        if due is None or not first <= due <= last or doc.get("status", "todo") not in _UNDONE:
            continue
        day = times.day(due)
        if day is None:
            continue
        left = seen.days_to(day)
        urgency = 60 - 5 * left if left >= 0 else 70 + min(-left, 30)
        urgency += _PRIORITY.get(str(doc.get("priority")), 0)
        text = f"{doc.get('title')}{_whose(seen, doc)}{_late(left)}"
        mine = seen.is_me(doc.get("assignee")) or (
            not doc.get("assignee") and seen.my_member is not None and doc.get("owner") == seen.my_member
        )
        yield Need(urgency, "action", key, text, due=due, mine=mine)


def _whose(seen: Seen, doc: Doc) -> str:
    who = [
        seen.name(kind, doc[field])
        for field, kind in (("assignee", "contact"), ("owner", "member"))
        if field in doc
    ]
    return f" ({', '.join(who)})" if who else " (nobody's yet)"


def _late(left: int) -> str:
    if left == 0:
        return ", due today"
    return f", {times.days(-left)} late" if left < 0 else f", due in {times.days(left)}"


def closing_soon(seen: Seen) -> Iterator[Need]:
    """Yield the open decisions that close within a week, or should have been closed."""
    for key, doc in seen.reader.table("decision").items():
        closes = times.day(doc.get("closes"))
        if doc.get("status") != "open" or closes is None or (left := seen.days_to(closes)) > SOON:
            continue
        counted = tally(seen.reader, doc)
        moment = times.moment(doc["closes"])
        past = moment is not None and moment <= seen.reader.now()
        when = "time is up" if past else "closes today" if left == 0 else f"closes in {times.days(left)}"
        stated = f"{counted.stated} of {counted.asked} have stated a position"
        text = f"{quoted(doc.get('question'))}: {when}, {stated}"
        mine = seen.my_member is not None and seen.my_member in counted.silent
        yield Need(65 if past else 62 - 4 * left, "decision", key, text, due=closes.isoformat(), mine=mine)


def objections(seen: Seen) -> Iterator[Need]:
    """Yield the open decisions in which somebody's objection has no answer, or a block no reason."""
    for key, doc in seen.reader.table("decision").items():
        if doc.get("status") != "open":
            continue
        counted = tally(seen.reader, doc)
        waiting = [one for one in counted.dissent if one.open and one.asked]
        if not waiting:
            continue
        blocked = any(one.position == "block" for one in waiting)
        said = ", ".join(f"{one.name} ({one.position.replace('-', ' ')})" for one in waiting)
        owing = ", ".join(seen.name("member", member) for member in counted.without_reason)
        reasons = f"; no reason yet from {owing}" if owing else ""
        text = f"{quoted(doc.get('question'))}: no answer yet to {said}{reasons}"
        yield Need(75 if blocked else 45, "decision", key, text)


def reviews(seen: Seen) -> Iterator[Need]:
    """Yield the decisions that are to be looked at again within a week, or should have been."""
    for key, doc in seen.reader.table("decision").items():
        day = times.day(doc.get("review"))
        if day is None or doc.get("status") != "adopted" or (left := seen.days_to(day)) > SOON:
            continue
        when = in_days(
            left, "it was to be looked at again", "to be looked at again", "to be looked at again today"
        )
        text = f"{quoted(doc.get('question'))}: {when}"
        yield Need(35 - max(left, 0), "decision", key, text, due=day.isoformat())
