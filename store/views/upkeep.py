"""What presses in keeping the ledger itself: what ends, what has two answers, what nobody else has yet."""

from __future__ import annotations

from collections.abc import Iterator

from ..schema import keys
from . import times
from .seen import LATER, Need, Seen, called, in_days


def sunsets(seen: Seen) -> Iterator[Need]:
    """Yield the initiatives that end within a month unless renewed, and those that should have ended."""
    for key, doc in seen.reader.table("initiative").items():
        day = times.day(doc.get("sunset"))
        if day is None or doc.get("stage") == "closed" or (left := seen.days_to(day)) > LATER:
            continue
        when = in_days(left, "was to end", "ends", "ends today")
        text = f"{doc.get('title')} {when}: close it, or renew it"
        mine = seen.my_member is not None and doc.get("lead") == seen.my_member
        yield Need(max(20, 44 - max(left, 0)), "initiative", key, text, due=day.isoformat(), mine=mine)


def two_answers(seen: Seen) -> Iterator[Need]:
    """Yield the documents in which two people answered a question differently."""
    for kind, key in seen.reader.book.crossed():
        doc = seen.reader.get(kind, key) or {}
        what = ", ".join(str(name).partition("/")[0].replace("_", " ") for name in doc.get("crossed", ()))
        yield Need(68, kind, key, f"{called(seen, kind, doc)} has two answers: {what}")


def not_shared(seen: Seen) -> Iterator[Need]:
    """Yield what only this clone holds, where there is any."""
    waiting = seen.reader.unshared()
    if waiting:
        first = times.day(waiting[0].at)
        steps = len({entry.step[0] for entry in waiting})
        waited = -seen.days_to(first) if first else 0
        age = f", the oldest for {times.days(waited)}" if waited > 0 else ""
        text = f"{steps} {'change is' if steps == 1 else 'changes are'} not shared yet{age}"
        since = first.isoformat() if first else None
        yield Need(10 + min(max(waited, 0), 40), "coalition", keys.COALITION, text, since=since, mine=True)
