"""What is asked where a member leaves, is two records, has people, or is to be asked about an initiative."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from ...store.errors import Invalid
from .. import words
from ..doing.many import called, counted, each, left, titled
from ..messages import Written
from . import plans
from .plans import Ask, Plan

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.verbs.bulk import Row
    from ...store.verbs.membership import Left
    from ..reasons.taking import Taken


def leaving(taken: Taken) -> Plan:
    """Return the form for members that leave: the day, and why."""

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import documents, membership
        from ...store.verbs.fields import parse_fields

        day = parse_fields(ledger, "member", {"left": texts["left"]})["left"] if texts.get("left") else None
        reason = texts.get("reason", "").strip()

        def leave(_: str, key: str) -> Left:
            gone = membership.leave(ledger, key, day)
            if reason:
                documents.comment(ledger, "member", key, reason)
            return gone

        with ledger.batch():
            gone = each(ledger, taken.things, leave)
        told = "".join(
            f"\n{titled(ledger, 'member', one.done.key)} still has {words.count(len(one.actions), 'action')} to do: "
            "the list of actions gives them to others."
            for one in gone
            if one.actions
        )
        have = "have" if taken.many else "has"
        return Written(f"○ {called(ledger, taken)} {have} left.{told}" + left(ledger, taken), taken.key)

    asks = (
        Ask("left", "on", "The day it left; today where nothing is said.", example="today"),
        Ask("reason", "why", "Kept as a comment; every clone can read it.", example="optional"),
    )
    title = f"{counted(taken)} leave" if taken.many else f"{_in_view(taken)[1]} leaves"
    return Plan(title, "member", asks, write, checked=False, always=True, blank=True)


def merging(taken: Taken) -> Plan:
    """Return the form that makes another record of the same member one with this, which keeps its name."""
    key, name = _in_view(taken)

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import merging

        other = ledger.find("member", texts.get("other", ""))[1]
        before = ledger.label("member", other)
        merging.merge(ledger, key, other)
        return Written(
            f"✓ {before} is one with {ledger.label('member', key)} now; u makes them two again", key
        )

    ask = Ask("other", "other record", "What it says besides is kept; u makes them two again.", True,
              kinds=("member",), example="a name or handle")  # fmt: skip
    return Plan(f"One with {name}", "member", (ask,), write, checked=False, blank=True)


def person(taken: Taken) -> Plan:
    """Return the form for a person at the member in view."""
    key, name = _in_view(taken)
    asks = tuple(ask for ask in plans.asks("contact") if ask.name != "member")

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import contacts
        from ...store.verbs.fields import parse_fields

        values = parse_fields(ledger, "contact", plans.raw("contact", texts))
        done = contacts.add(ledger, str(values.pop("name", "")), key, values=values)
        return Written(f"✓ added: {ledger.label('contact', done.key)}", key)

    return Plan(f"A person at {name}", "contact", asks, write, blank=True)


def inviting(taken: Taken) -> Plan:
    """Return the form that plans to ask members, or notes that they were asked: one, or all that are marked."""
    who = counted(taken) if taken.many else _in_view(taken)[1]

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import bulk
        from ...store.verbs.fields import parse_fields

        initiative = ledger.find("initiative", texts.get("initiative", ""))[1]
        state: Literal["planned", "asked"] = "asked" if texts.get("state") == "asked" else "planned"
        said = {name: texts[name] for name in ("asker", "expected_by") if texts.get(name, "").strip()}
        planned = bulk.plan(ledger, initiative, taken.keys, state, parse_fields(ledger, "optin", said))
        if not planned.count("write"):
            raise Invalid(_refused(planned.rows) or "Nothing would change: they stand there already.")
        bulk.apply(ledger, planned)
        count = words.count(planned.count("write"), "member")
        told = f"✓ {state}: {count} on {ledger.label('initiative', initiative)}"
        refused = _refused(planned.rows)
        warned = [f"{row.name}: {' '.join(row.warnings)}" for row in planned.rows if row.warnings]
        return Written("\n".join([told, *([refused] if refused else []), *warned[:3]]) + left(ledger, taken))

    asks = (
        Ask("initiative", "about", "The initiative they are asked to opt in to.", True, kinds=("initiative",),
            example="a name or handle"),
        Ask("state", "state", "Planned: to be asked by somebody. Asked: it has been done.",
            choices=("planned", "asked"), example="planned"),
        Ask("asker", "who asks", "The person who asks, or will.", kinds=("contact",), example="optional"),
        Ask("expected_by", "answer by", "The day you expect an answer by.", example="fri, +3d"),
    )  # fmt: skip
    return Plan(f"Ask {who}", "optin", asks, write, checked=False, blank=True)


def _refused(rows: tuple[Row, ...]) -> str:
    refused = [f"{row.name}: {row.reason}" for row in rows if row.what == "refused"]
    more = f" and {len(refused) - 3} more" if len(refused) > 3 else ""
    return f"Left: {'; '.join(refused[:3])}{more}" if refused else ""


def _in_view(taken: Taken) -> tuple[str, str]:
    doc = taken.first.doc or {}
    return str(doc.get("id", "")), str(doc.get("name") or "it")
