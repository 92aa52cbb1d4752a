"""Whom to ask again: who was asked and is silent, for how long, and how many answered of those asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from . import times
from .present import Names
from .seen import Seen
from .shares import Share

if TYPE_CHECKING:
    from .reader import Doc, Reader

SILENT: Final = ("asked", "considering")
ANSWERED: Final = ("in", "declined", "withdrawn")


@dataclass(frozen=True, slots=True)
class Silence:
    """One member that was asked and hasn't answered: since when, so many days, and what that holds up."""

    optin: str
    member: str
    member_handle: str | None
    initiative: str
    initiative_handle: str | None
    state: str
    since: str | None
    days: int
    asker: str | None
    asker_name: str | None
    expected_by: str | None
    sign_by: str | None
    overdue: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """How those asked responded: about an initiative, to an asker, or in all.

    `asked_share` is of all that could be asked: the members on an initiative, of an asker those whom anybody
    asked. The other shares are of those asked. The `unasked` answered without it, and count as neither.
    """

    of: str | None
    name: str | None
    asked: int
    answered: int
    silent: int
    unasked: int
    asked_share: Share
    answered_share: Share
    silent_share: Share


@dataclass(frozen=True, slots=True)
class Chase:
    """The silent, the longest first, and the response rates by initiative, by asker and in all."""

    silent: list[Silence]
    initiatives: list[Rate]
    askers: list[Rate]
    total: Rate


def chase(
    reader: Reader,
    today: date,
    *,
    days: int = 0,
    initiative: str | None = None,
    mine: bool = False,
    seen: Seen | None = None,
) -> Chase:
    """Return who was asked and is silent for *days* or longer, and the response rates whatever the days.

    Initiatives that are closed are left out, and members that have left. With *mine* only whom the contact
    who uses this clone asks. What was *seen* for another question about the day needn't be looked up again.
    """
    found = _Found(seen or Seen(reader, today), reader.book.key(initiative) if initiative else None, mine)
    waiting = [doc for doc in found.docs if doc["state"] in SILENT]
    silent = [found.silence(doc, found.seen.answered(doc["id"])) for doc in waiting]
    there = sum(doc.get("status") != "left" for doc in reader.table("member").values())
    initiatives, askers = found.by("initiative"), found.by("asker")
    total = _rate(found, None, None, found.docs, there * len(initiatives))
    return Chase(
        silent=sorted(
            (one for one in silent if one.days >= days),
            key=lambda one: (-one.days, one.initiative_handle or "", one.member_handle or "", one.optin),
        ),
        initiatives=_rates(found, "initiative", initiatives, there),
        askers=_rates(found, "contact", askers, total.asked),
        total=total,
    )


def asked(seen: Seen, optins: Iterable[Doc]) -> set[str]:
    """Return the ids of the opt-ins whose members were ever asked: somebody is named to have, or an entry says so."""
    found: set[str] = set()
    unclear: list[str] = []
    for doc in optins:
        if doc.get("state") in SILENT or doc.get("asker"):
            found.add(doc["id"])
        else:
            unclear.append(doc["id"])
    for key in unclear:
        trail = seen.trail(key)
        if trail is not None and any(state in SILENT for _, state in trail.words):
            found.add(key)
    return found


class _Found:
    """The opt-ins to look at, and what is called how."""

    def __init__(self, seen: Seen, initiative: str | None, mine: bool) -> None:
        self.seen = seen
        self.names = Names(seen.reader, True)
        self.initiatives = seen.reader.table("initiative")
        members = seen.reader.table("member")
        self.docs = [
            doc
            for doc in seen.reader.table("optin").values()
            if doc.get("state") in (*SILENT, *ANSWERED)
            and (initiative is None or doc.get("initiative") == initiative)
            and self.initiatives.get(str(doc.get("initiative")), {}).get("stage") != "closed"
            and members.get(str(doc.get("member")), {}).get("status") != "left"
            and (not mine or seen.is_me(doc.get("asker")))
        ]

        self.asked = asked(seen, self.docs)

    def name(self, kind: str, key: Any) -> str | None:
        return self.names.of((kind,))[key] if key else None

    def by(self, field: str) -> dict[str | None, list[Doc]]:
        """Return the opt-ins by what is in a field."""
        found: dict[str | None, list[Doc]] = {}
        for doc in self.docs:
            found.setdefault(doc.get(field), []).append(doc)
        return found

    def silence(self, doc: Doc, since: date | None) -> Silence:
        expected = times.day(doc.get("expected_by"))
        sign_by = self.seen.sign_by(doc.get("initiative"))
        return Silence(
            optin=doc["id"],
            member=str(doc.get("member")),
            member_handle=self.name("member", doc.get("member")),
            initiative=str(doc.get("initiative")),
            initiative_handle=self.name("initiative", doc.get("initiative")),
            state=doc["state"],
            since=since.isoformat() if since else None,
            days=max(0, -self.seen.days_to(since)) if since else 0,
            asker=doc.get("asker"),
            asker_name=self.name("contact", doc.get("asker")),
            expected_by=doc.get("expected_by"),
            sign_by=sign_by.isoformat() if sign_by else None,
            overdue=any(day is not None and day < self.seen.today for day in (expected, sign_by)),
            mine=self.seen.is_me(doc.get("asker")),
        )


def _rates(found: _Found, kind: str, by: Mapping[str | None, list[Doc]], possible: int) -> list[Rate]:
    """Return the rates of what the opt-ins are sorted by, by name, with those of nobody at the end."""
    rates = [_rate(found, of, found.name(kind, of), docs, possible) for of, docs in by.items()]
    return sorted(rates, key=lambda rate: (rate.of is None, rate.name or "", rate.of or ""))


def _rate(found: _Found, of: str | None, name: str | None, docs: Iterable[Doc], possible: int) -> Rate:
    silent = answered = unasked = 0
    for doc in docs:
        if doc["state"] in SILENT:
            silent += 1
        elif doc["id"] in found.asked:
            answered += 1
        else:
            unasked += 1
    asked = silent + answered
    return Rate(
        of, name, asked, answered, silent, unasked, (asked, possible), (answered, asked), (silent, asked)
    )
