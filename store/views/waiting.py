"""What presses around opt-ins: whom to ask, whom to ask again, and what no longer holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from . import standing, times
from .seen import LATER, SOON, Need, Seen, in_days, initiative_name, member_name

if TYPE_CHECKING:
    from .reader import Doc


def silent(seen: Seen) -> Iterator[Need]:
    """Yield the members that were asked and haven't answered, where it is time to ask again."""
    optins = seen.reader.table("optin")
    waiting = {key: doc for key, doc in optins.items() if doc.get("state") in ("asked", "considering")}
    for key, doc in waiting.items():
        initiative = seen.doc("initiative", doc.get("initiative"))
        if initiative.get("stage") == "closed":
            continue
        since = seen.answered(key)
        waited = -seen.days_to(since) if since else 0
        expected = times.day(doc["expected_by"]) if "expected_by" in doc else None
        sign_by = seen.sign_by(doc.get("initiative"))
        due = min(expected, sign_by) if expected and sign_by else expected or sign_by
        left = seen.days_to(due) if due else None
        if waited < SOON and (left is None or left > SOON):
            continue
        urgency = 40 + min(waited, 20) + (0 if left is None else max(0, min(40, 20 - 3 * left)))
        state = "is considering" if doc["state"] == "considering" else "was asked about"
        who, what = member_name(seen, doc), initiative_name(seen, doc)
        silence = f"no answer for {times.days(waited)}" if waited > 0 else "no answer yet"
        yield Need(
            urgency,
            "optin",
            key,
            f"{who} {state} {what}, {silence}",
            due=due.isoformat() if due else None,
            since=since.isoformat() if since else None,
            mine=seen.is_me(doc.get("asker")),
        )


def to_ask(seen: Seen) -> Iterator[Need]:
    """Yield the members that somebody planned to ask."""
    for key, doc in seen.reader.table("optin").items():
        if doc.get("state") != "planned":
            continue
        initiative = seen.doc("initiative", doc.get("initiative"))
        if initiative.get("stage") == "closed":
            continue
        sign_by = seen.sign_by(doc.get("initiative"))
        left = seen.days_to(sign_by) if sign_by else LATER
        who = f" ({seen.name('contact', doc['asker'])} asks)" if doc.get("asker") else " (nobody asks yet)"
        text = f"Ask {member_name(seen, doc)} about {initiative_name(seen, doc)}{who}"
        urgency = 25 + max(0, min(40, 2 * (SOON - left)))
        due = sign_by.isoformat() if sign_by else None
        yield Need(urgency, "optin", key, text, due=due, mine=seen.is_me(doc.get("asker")))


def stale(seen: Seen) -> Iterator[Need]:
    """Yield the members in to words that have changed in substance since."""
    for key, doc, initiative in _in(seen):
        if standing.is_stale(doc, initiative):
            who, what = member_name(seen, doc), initiative_name(seen, doc)
            text = f"{who} opted in to other words of {what}; ask it again"
            yield Need(50, "optin", key, text, mine=seen.is_me(doc.get("asker")))


def lapsing(seen: Seen) -> Iterator[Need]:
    """Yield the opt-ins that have lapsed, or will within a month."""
    for key, doc, _ in _in(seen):
        until = times.day(doc["valid_until"]) if "valid_until" in doc else None
        if until is None or (left := seen.days_to(until)) > LATER:
            continue
        when = in_days(left, "lapsed", "lapses", "lapses today")
        text = f"The opt-in of {member_name(seen, doc)} to {initiative_name(seen, doc)} {when}"
        urgency = 48 if left < 0 else max(20, 46 - left)
        yield Need(urgency, "optin", key, text, due=until.isoformat(), mine=seen.is_me(doc.get("asker")))


def conditions(seen: Seen) -> Iterator[Need]:
    """Yield the opt-ins on conditions that nobody has said to be met."""
    for key, doc, _ in _in(seen):
        terms = [
            str(term.get("text")) for term in doc.get("terms") or () if term.get("state", "open") == "open"
        ]
        if terms:
            who, what = member_name(seen, doc), initiative_name(seen, doc)
            text = f"{who} is in on {what} on conditions: {'; '.join(terms)}"
            yield Need(30, "optin", key, text, mine=seen.is_me(doc.get("asker")))


def _in(seen: Seen) -> Iterator[tuple[str, Doc, Doc]]:
    """Yield the opt-ins of members that are in, with their initiatives, those that are closed left out."""
    for key, doc in seen.reader.table("optin").items():
        if doc.get("state") == "in":
            initiative = seen.doc("initiative", doc.get("initiative"))
            if initiative.get("stage") != "closed":
                yield key, doc, initiative
