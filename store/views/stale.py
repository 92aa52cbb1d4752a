"""Opt-ins that no longer hold as they were given: to words that changed since, or past their date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ..schema import asks
from . import times
from .present import Names
from .standing import is_stale

if TYPE_CHECKING:
    from .reader import Doc, Reader


@dataclass(frozen=True, slots=True)
class Stale:
    """An opt-in to ask for again: to older words, past its date, or both.

    `saw` is the wording agreed to and `now` the one that holds, by their ids; `changes` are all that came
    after what was seen, editorial ones too.
    """

    optin: str
    member: str
    member_handle: str | None
    initiative: str
    initiative_handle: str | None
    older_words: bool
    past_date: bool
    saw: str | None
    now: str | None
    changes: list[str]
    valid_until: str | None
    days_past: int | None
    level: str | None
    asker: str | None
    asker_name: str | None


def stale(reader: Reader, today: date, *, initiative: str | None = None) -> list[Stale]:
    """Return the opt-ins gone stale or lapsed, by initiative and member; closed initiatives are left out."""
    only = reader.book.key(initiative) if initiative else None
    initiatives = reader.table("initiative")
    names = Names(reader, True)
    found: list[Stale] = []
    for doc in reader.table("optin").values():
        about = initiatives.get(str(doc.get("initiative")), {})
        if doc.get("state") != "in" or about.get("stage") == "closed":
            continue
        if only is None or doc.get("initiative") == only:
            one = _stale(names, doc, about, today)
            if one.older_words or one.past_date:
                found.append(one)
    return sorted(found, key=lambda one: (one.initiative_handle or "", one.member_handle or "", one.optin))


def _stale(names: Names, doc: Doc, initiative: Doc, today: date) -> Stale:
    words: dict[str, Any] = initiative.get("ask") or {}
    saw, until = doc.get("ask"), times.day(doc.get("valid_until"))
    asker = doc.get("asker")
    past = until is not None and until < today
    return Stale(
        optin=doc["id"],
        member=str(doc.get("member")),
        member_handle=names.of(("member",))[str(doc.get("member"))],
        initiative=str(doc.get("initiative")),
        initiative_handle=names.of(("initiative",))[str(doc.get("initiative"))],
        older_words=is_stale(doc, initiative),
        past_date=past,
        saw=saw,
        now=asks.authoritative(words, doc.get("ask_language")),
        changes=asks.after(words, saw) if saw else [],
        valid_until=doc.get("valid_until"),
        days_past=(today - until).days if past and until else None,
        level=doc.get("level"),
        asker=asker,
        asker_name=names.of(("contact",))[asker] if asker else None,
    )
