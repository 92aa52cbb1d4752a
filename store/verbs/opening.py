"""Opening a decision: who is asked from then on, by which rule, until when."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ..errors import Invalid
from ..views import rules, times
from ..views.standing import LAPSED, optins_of, standing
from .drafting import refuse_unless

if TYPE_CHECKING:
    from ..ledger import Ledger

Doc = dict[str, Any]
_GROUP = "group:"


def opened(ledger: Ledger, doc: Doc, given: Doc) -> Doc:
    """Return the values that open a decision: those asked, its rule with its measures, and its times."""
    after = {**doc, **{name: value for name, value in given.items() if value not in (None, [])}}
    rule = after.get("rule") or "consent"
    if rule == "lazy" and doc.get("rule") != "lazy":
        raise Invalid(
            "Silence is assent only where that was declared before a decision opens.",
            "allied decision set ID --rule lazy --least-days N, then open it.",
        )
    refuse_unless(
        rule != "advice" or bool(after.get("decider")),
        "A decision by advice names who decides.",
        "allied decision set ID --decider MEMBER.",
    )
    members, group = asked(ledger, after)
    found: Doc = {**given, "rule": rule, "asked": members, "asked_group": group}
    share = rules.quorum(after)
    found["quorum"] = list(share) if share else None
    share = rules.threshold(after)
    found["threshold"] = list(share) if share else after.get("threshold")
    now = ledger.now()
    found["opens"] = times.instant(now, ledger.zone())
    closes = _closes(ledger, after)
    if closes:
        found["closes"] = closes
    return found


def asked(ledger: Ledger, doc: Doc) -> tuple[list[str], str | None]:
    """Return the members that a decision asks, and their group where they are one's.

    Those named, or else the members of its group, or else those in on its initiative, or else every active
    member; and always those whose consent it needs. Observers of a group aren't asked, nor members that have
    left.
    """
    named: list[str] = doc.get("asked") or []
    if not named and doc.get("group"):
        named = [_GROUP + doc["group"]]
    groups = [name.removeprefix(_GROUP) for name in named if name.startswith(_GROUP)]
    found = [name for name in named if not name.startswith(_GROUP)]
    found += [member for group in groups for member in _of_group(ledger, group)]
    if not named:
        found = _in_on(ledger, doc["initiative"]) if doc.get("initiative") else _active(ledger)
    if doc.get("consent_of"):
        found += _of_group(ledger, doc["consent_of"])
    there = {ledger.book.key(member) for member in found}
    members = sorted(m for m in there if (ledger.get("member", m) or {}).get("status", "active") != "left")
    refuse_unless(
        bool(members), _nobody(ledger, doc, groups), "Name them: --asked group:GROUP, or --asked MEMBER."
    )
    only = groups[0] if len(named) == len(groups) == 1 else doc.get("asked_group")
    return members, only


def _of_group(ledger: Ledger, group: str) -> list[str]:
    roles: dict[str, dict[str, Any]] = (ledger.get("group", group) or {}).get("members") or {}
    return [member for member, part in roles.items() if part.get("role") != "observer"]


def _in_on(ledger: Ledger, initiative: str) -> list[str]:
    doc = ledger.get("initiative", initiative) or {}
    today = ledger.today()
    return [
        optin["member"]
        for optin in optins_of(ledger, initiative)
        if optin.get("state") == "in" and standing(ledger, optin, doc, today) != LAPSED
    ]


def _active(ledger: Ledger) -> list[str]:
    return [key for key, doc in ledger.table("member").items() if doc.get("status", "active") == "active"]


def _nobody(ledger: Ledger, doc: Doc, groups: list[str]) -> str:
    if groups:
        return f"The group {ledger.label('group', groups[0])} has no members to ask."
    if doc.get("initiative"):
        initiative = ledger.label("initiative", doc["initiative"])
        return f"No member is in on {initiative} yet, so nobody would be asked."
    return "There is no active member, so nobody would be asked."


def _closes(ledger: Ledger, after: Doc) -> Doc | None:
    """Return when a decision closes; raises `Invalid` for a time past, or sooner than silence has to last."""
    now = ledger.now()
    closes, least = times.moment(after.get("closes")), after.get("least_days")
    if closes is not None and closes <= now:
        raise Invalid(
            f"It would close on {times.shown(after['closes'])}, which is past.", "Give --closes WHEN."
        )
    if after.get("rule") != "lazy":
        return None
    if least is None:
        raise Invalid(
            "A decision by silence says how long silence must last.", "allied decision set ID --least-days N."
        )
    soonest = now + timedelta(days=least)
    if closes is None:
        return times.instant(soonest, ledger.zone())
    if closes < soonest:
        raise Invalid(
            f"Silence must last {times.days(least)}; it would close sooner.",
            f"Give --closes {soonest.date() + timedelta(days=1)}, or later.",
        )
    return None
