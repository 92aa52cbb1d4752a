"""The ledger as of a day, through the eyes of who looks, and what can need them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from ..schema import kind as kind_named
from . import times

if TYPE_CHECKING:
    from .reader import Doc, Reader, Trail

SOON: Final = 7  # days
LATER: Final = 30

_FEW: Final = 50  # lookups, after which a table is loaded instead
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
    _docs: dict[tuple[str, object], Any] = field(default_factory=dict[tuple[str, object], Any])
    _signing: dict[object, date | None] = field(default_factory=dict[object, "date | None"])
    _trails: dict[str, Trail | None] = field(default_factory=dict[str, "Trail | None"])
    _counts: dict[str, Counter[object]] = field(default_factory=dict[str, Counter[object]])

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

    def trail(self, optin: str) -> Trail | None:
        """Return what the answer of an opt-in went through; where many are asked for, all are looked up."""
        if optin not in self._trails:
            if len(self._trails) < _MANY:
                self._trails[optin] = self.reader.book.trail("optin", optin)
            else:
                self._trails[optin] = self._all_trails.get(optin)
        return self._trails[optin]

    @cached_property
    def _all_trails(self) -> Mapping[str, Trail]:
        return self.reader.book.trails("optin")

    def answered(self, optin: str) -> date | None:
        """Return the day that what stands of an opt-in's answer was written."""
        trail = self.trail(optin)
        return self._day(trail.since) if trail is not None and trail.since else None

    def _day(self, at: str) -> date | None:
        return times.day({"at": at, "zone": self.zone} if self.zone else at[:10])

    def doc(self, kind: str, key: object) -> Doc:
        """Return what another document refers to, looked up once; empty where there is none."""
        if (kind, key) not in self._docs:
            many = len(self._docs) > _FEW
            self._docs[kind, key] = (
                self.reader.table(kind).get(str(key)) if many else self.reader.get(kind, str(key))
            )
        return self._docs[kind, key] or {}

    def name(self, kind: str, key: object) -> str:
        """Return what a document is called."""
        if (kind, key) not in self._names:
            handle = self.doc(kind, key).get("handle") if len(self._names) > _FEW else None
            one = handle is not None and self._handles(kind)[handle] == 1
            self._names[kind, key] = str(handle) if one else self.reader.label(kind, str(key))
        return self._names[kind, key]

    def _handles(self, kind: str) -> Counter[object]:
        """Return how many documents of a kind have each handle."""
        if kind not in self._counts:
            self._counts[kind] = Counter(doc.get("handle") for doc in self.reader.table(kind).values())
        return self._counts[kind]

    def sign_by(self, initiative: object) -> date | None:
        """Return the day that members should have signed an initiative by."""
        if initiative not in self._signing:
            doc = self.doc("initiative", initiative)
            self._signing[initiative] = times.day(doc.get("soft_sign_by")) or times.day(doc.get("sign_by"))
        return self._signing[initiative]

    def days_to(self, day: date) -> int:
        """Return how many days there are until a day, negative where it is past."""
        return (day - self.today).days


def member_name(seen: Seen, doc: Mapping[str, Any]) -> str:
    """Return the name of the member that a document is of."""
    member = seen.doc("member", doc.get("member"))
    return str(member.get("name") or seen.name("member", doc.get("member")))


def initiative_name(seen: Seen, doc: Mapping[str, Any]) -> str:
    """Return the title of the initiative that a document is about."""
    initiative = seen.doc("initiative", doc.get("initiative"))
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
