"""The ledger as of a day, through the eyes of who looks, and what can need them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from ..schema import kind as kind_named
from . import times

if TYPE_CHECKING:
    from .reader import Doc, Reader

SOON: Final = 7  # days
LATER: Final = 30

_MANY: Final = 200  # documents, from which on it is quicker to read what there is of all


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that needs somebody: how much it presses, what it is about, what to say of it."""

    urgency: int
    kind: str
    key: str
    text: str
    due: str | None = None
    since: str | None = None
    mine: bool = False


@dataclass(frozen=True)
class Seen:
    """The ledger as of a day, and who looks."""

    reader: Reader
    today: date
    _names: dict[tuple[str, object], str] = field(default_factory=dict[tuple[str, object], str])

    @cached_property
    def me(self) -> str | None:
        """The contact who uses this clone."""
        return self.reader.me()

    @cached_property
    def zone(self) -> str | None:
        """The coalition's time zone."""
        return self.reader.zone()

    @cached_property
    def my_member(self) -> str | None:
        """The member they are at."""
        return (self.reader.get("contact", self.me) or {}).get("member") if self.me else None

    def is_me(self, contact: object) -> bool:
        """Return whether a contact is the one who uses this clone."""
        return self.me is not None and contact == self.me

    def since(self, kind: str, key: str, register: str) -> date | None:
        """Return the day that what stands in a register was written, where the coalition is."""
        settings = self.reader.book.live(kind, key).get(register, ())
        if not settings:
            return None
        return self._day(settings[0].mark.at)

    def since_all(self, kind: str, keys: Collection[str], register: str) -> dict[str, date | None]:
        """Return the same for many documents."""
        if len(keys) < _MANY:
            return {key: self.since(kind, key, register) for key in keys}
        written = self.reader.book.written(kind, register)
        return {key: self._day(written[key]) if key in written else None for key in keys}

    def _day(self, at: str) -> date | None:
        return times.day({"at": at, "zone": self.zone} if self.zone else at)

    def name(self, kind: str, key: object) -> str:
        """Return what a document is called."""
        if (kind, key) not in self._names:
            self._names[kind, key] = self.reader.label(kind, str(key))
        return self._names[kind, key]

    def days_to(self, day: date) -> int:
        """Return how many days there are until a day, negative where it is past."""
        return (day - self.today).days


def member_name(seen: Seen, doc: Mapping[str, Any]) -> str:
    """Return the name of the member that a document is of."""
    member = seen.reader.get("member", str(doc.get("member"))) or {}
    return str(member.get("name") or seen.name("member", doc.get("member")))


def initiative_name(seen: Seen, doc: Mapping[str, Any]) -> str:
    """Return the title of the initiative that a document is about."""
    initiative = seen.reader.get("initiative", str(doc.get("initiative"))) or {}
    return str(initiative.get("title") or seen.name("initiative", doc.get("initiative")))


def called(seen: Seen, kind: str, doc: Doc) -> str:
    """Return what a document is called at the head of a sentence."""
    if kind == "optin":
        return f"The opt-in of {member_name(seen, doc)} to {initiative_name(seen, doc)}"
    return kind_named(kind).title(doc) or seen.name(kind, doc.get("id"))


def in_days(left: int, past: str, to_come: str, now: str) -> str:
    """Return how far off a day is: `{past} 3 days ago`, `{to_come} in 3 days`, or what is said of today."""
    if left == 0:
        return now
    return f"{past} {times.days(-left)} ago" if left < 0 else f"{to_come} in {times.days(left)}"
