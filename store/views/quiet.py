"""Members that nobody has heard from for long, and when and how they were last heard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from . import times
from .chase import ANSWERED
from .reader import listed
from .seen import Seen

if TYPE_CHECKING:
    from .reader import Reader

LONG: Final = 60  # days
_HEARD: Final = (*ANSWERED, "considering")

Heard = tuple[date, str]


@dataclass(frozen=True, slots=True)
class Quiet:
    """A member and the last sign of it; without one `days` count from the day it joined, if that is known."""

    member: str
    member_handle: str | None
    member_name: str
    last: str | None
    how: str | None
    days: int | None


def quiet(reader: Reader, today: date, *, days: int = LONG, seen: Seen | None = None) -> list[Quiet]:
    """Return the active members not heard from for *days* or longer, those never heard from first.

    A member is heard when it answers an ask, takes a position, comes to a meeting or has an action done.
    What was *seen* for another question about the day needn't be looked up again.
    """
    seen = seen or Seen(reader, today)
    last: dict[str, Heard] = {}
    for member, day, how in _signs(seen):
        if member not in last or (day, how) > last[member]:
            last[member] = (day, how)
    found: list[Quiet] = []
    for key, doc in reader.table("member").items():
        if doc.get("status", "active") != "active":
            continue
        when, how = last.get(key, (None, None))
        since = when or times.day(doc.get("joined"))
        silent = (today - since).days if since else None
        if silent is None or silent >= days:
            handle, name = seen.name("member", key), str(doc.get("name") or "")
            found.append(Quiet(key, handle, name, when.isoformat() if when else None, how, silent))
    return sorted(found, key=lambda one: (one.last is not None, -(one.days or 0), one.member_name))


def _signs(seen: Seen) -> Iterator[tuple[str, date, str]]:
    """Yield every sign of a member: which, the day, and how."""
    reader = seen.reader
    optins = reader.table("optin")
    answered = [key for key, doc in optins.items() if doc.get("state") in _HEARD]
    for key in answered:
        if day := seen.answered(key):
            yield str(optins[key].get("member")), day, "answer"
    for key, doc in reader.table("decision").items():
        for member in doc.get("positions") or ():
            if day := seen.since("decision", key, f"positions/{member}"):
                yield member, day, "position"
    actions = reader.table("action")
    done = [key for key, doc in actions.items() if doc.get("owner") and doc.get("status") == "done"]
    for key, day in seen.since_all("action", done, "status").items():
        if day:
            yield str(actions[key].get("owner")), day, "action"
    for doc in reader.table("meeting").values():
        day = times.day(doc.get("starts"))
        if day is None or day > seen.today:
            continue
        for who in listed(doc, "attendees"):
            member = (reader.get("contact", who) or {}).get("member") or who
            yield str(member), day, "meeting"
