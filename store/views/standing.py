"""What an opt-in comes to today: whether it counts, and if not, why not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ..schema import asks
from .times import day

if TYPE_CHECKING:
    from .reader import Doc, Reader

STALE: Final = "stale"
LAPSED: Final = "lapsed"
NOT_YET: Final = "not yet in effect"
FAILED: Final = "a condition failed"
GONE: Final = "the member has left"
PERSONAL: Final = "in a personal capacity"


def is_stale(optin: Mapping[str, Any], initiative: Mapping[str, Any]) -> bool:
    """Return whether the ask has changed materially since the member saw it."""
    return asks.is_stale(initiative.get("ask") or {}, optin.get("ask"))


def standing(reader: Reader, optin: Doc, initiative: Doc, today: date) -> str | None:
    """Return why an opt-in of a member that is in doesn't count today, `None` where it counts."""
    member = reader.get("member", str(optin.get("member"))) or {}
    until, since = day(optin.get("valid_until")), day(optin.get("effective"))
    terms: list[dict[str, Any]] = optin.get("terms") or []
    if member.get("status") == "left":
        return GONE
    if until is not None and until < today:
        return LAPSED
    if is_stale(optin, initiative):
        return STALE
    if since is not None and since > today:
        return NOT_YET
    if any(term.get("state") == "failed" for term in terms):
        return FAILED
    return PERSONAL if optin.get("personal_capacity") else None


def optins_of(reader: Reader, initiative: str) -> list[Doc]:
    """Return the opt-ins of an initiative, by member's label."""
    top = reader.book.key(initiative)
    found = [doc for doc in reader.table("optin").values() if doc.get("initiative") == top]
    return sorted(found, key=lambda doc: reader.label("member", str(doc.get("member"))))
