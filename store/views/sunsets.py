"""What is due to end or to be looked at again: initiatives by their sunset, decisions by their review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from . import times
from .seen import LATER, Seen

if TYPE_CHECKING:
    from .reader import Reader


@dataclass(frozen=True, slots=True)
class Sunset:
    """An initiative or a decision, its day, and the days left: negative where the day is past."""

    kind: str
    id: str
    handle: str | None
    title: str
    day: str
    left: int
    past: bool
    state: str | None
    lead: str | None
    lead_handle: str | None


def sunsets(reader: Reader, today: date, *, within: int = LATER) -> list[Sunset]:
    """Return what was due by today or is within so many days, the longest due first.

    Closed initiatives are left out, and decisions that don't hold.
    """
    seen = Seen(reader, today)
    found = [*_due(seen, "initiative", "sunset", "stage"), *_due(seen, "decision", "review", "status")]
    near = (one for one in found if one.left <= within)
    return sorted(near, key=lambda one: (one.day, one.kind != "initiative", one.title, one.id))


def _due(seen: Seen, kind: str, field: str, state: str) -> Iterator[Sunset]:
    reader = seen.reader
    for key, doc in reader.table(kind).items():
        day, now = times.day(doc.get(field)), doc.get(state)
        if day is None or now == "closed" or (kind == "decision" and now != "adopted"):
            continue
        lead, left = doc.get("lead"), seen.days_to(day)
        title = str(doc.get("title") or doc.get("question") or "")
        handle = reader.handle(kind, key)
        lead_handle = reader.label("member", lead) if lead else None
        yield Sunset(kind, key, handle, title, day.isoformat(), left, left < 0, now, lead, lead_handle)
