"""What is asked when a meeting begins, and what is written down while it runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .. import words
from ..messages import Written
from . import plans
from .plans import Ask, Plan

if TYPE_CHECKING:
    from ...store.ledger import Ledger


def beginning(about: Mapping[str, str]) -> Plan:
    """Return the form that begins a meeting, on an initiative or of a group by their names, or one planned before."""
    fields = {ask.name: ask for ask in plans.asks("meeting")}
    planned = Ask("planned", "planned", "One that was added before, to go on with; the rest stays empty then.",
                  kinds=("meeting",), example="its title, or the start of its id")  # fmt: skip
    title = fields["title"]._replace(example="optional: ⏎ begins it")
    asks = (title, fields["initiative"], fields["group"], planned)

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import meetings
        from ...store.verbs.fields import parse_fields

        if texts.get("planned", "").strip():
            key = ledger.find("meeting", texts["planned"])[1]
            meetings.resume(ledger, key)
            return Written(f"✓ runs: {ledger.label('meeting', key)}", key)
        named = {**about, **{name: text for name, text in texts.items() if name != "planned"}}
        done = meetings.begin(ledger, parse_fields(ledger, "meeting", plans.raw("meeting", named)))
        return Written("✓ the meeting runs: what is written from here on carries it", done.key)

    return Plan("Begin a meeting", "meeting", asks, write, lambda _: about, False, True)


def questioning(about: Mapping[str, Any]) -> Plan:
    """Return the form that puts a question at a meeting: drafted and opened in one go."""
    from ...store.schema.decision import RULES

    fields = {ask.name: ask for ask in plans.asks("decision")}
    asks = (
        fields["question"],
        Ask("rule", "rule", fields["rule"].help, choices=RULES, example="consent"),
        Ask(
            "asked", "who is asked", "Members, or group:GROUP; else who the meeting is of.", kinds=("member",)
        ),
    )

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import decisions
        from ...store.verbs.fields import parse_fields

        values = {**_scope(about), **parse_fields(ledger, "decision", plans.raw("decision", texts))}
        with ledger.batch():  # one step: what can't be opened isn't drafted either, and u takes back both
            key = decisions.add(ledger, str(values.pop("question", "")), values).key
            asked = decisions.open(ledger, key).doc.get("asked") or ()
        return Written(f"✓ open: {words.count(len(asked), 'member')} asked", key)

    return Plan("Put a question", "decision", asks, write, checked=False, blank=True)


def noting(meeting: str) -> Plan:
    """Return the form for a meeting's notes."""
    plan = plans.editing("meeting", meeting)
    asks = tuple(ask for ask in plan.asks if ask.name in ("notes", "title"))[::-1]
    return Plan("Notes", plan.kind, asks, plan.write, plan.prepare, seen=plan.seen)


def _scope(about: Mapping[str, Any]) -> dict[str, Any]:
    return {name: about[name] for name in ("initiative", "group") if about.get(name)}
