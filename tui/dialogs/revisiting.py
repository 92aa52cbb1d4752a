"""What is asked when a decision is looked at again, takes another's place, or was taken before it was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..doing.many import called, counted, each, left
from ..messages import Written
from . import plans
from .plans import Ask, Plan

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ..reasons.taking import Taken


def reviewing(taken: Taken) -> Plan:
    """Return the form for the day decisions are to be looked at again."""

    def prepare(ledger: Ledger) -> Mapping[str, str]:
        if taken.many:
            return {}
        doc = ledger.read("decision", taken.first.key).doc
        return {"review": plans.read_back(ledger, "decision", "review", doc)}

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import reviewing as verbs
        from ...store.verbs.fields import parse_fields

        day = parse_fields(ledger, "decision", {"review": texts.get("review", "")}).get("review")
        each(ledger, taken.things, lambda _, key: verbs.review(ledger, key, day))
        said = f"to be looked at again on {day}" if day else "not to be looked at again"
        return Written(f"✓ {called(ledger, taken)}: {said}" + left(ledger, taken), taken.key)

    ask = Ask(
        "review",
        "look again",
        "The day it is to be looked at again; empty for none.",
        example="6w, 2027-03-01",
    )
    title = f"Look at {counted(taken)} again" if taken.many else "Look again"
    return Plan(title, "decision", (ask,), write, prepare, always=taken.many)


def superseding(decision: str) -> Plan:
    """Return the form that names the decision whose place this one takes."""

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import reviewing as verbs

        old = ledger.find("decision", texts["old"])[1]
        verbs.supersede(ledger, decision, old)
        return Written(f"✓ it takes the place of {ledger.label('decision', old)}", decision)

    ask = Ask("old", "takes over", "The older decision whose place it takes, at once if this one is adopted.",
              required=True, kinds=("decision",), example="its question, or the start of its id")  # fmt: skip
    return Plan("Supersede", "decision", (ask,), write, checked=False)


def recording(about: Mapping[str, Any]) -> Plan:
    """Return the form for a decision that was already taken, about an initiative or by a group."""
    from ...store.schema import kind as kind_named

    kept = {ask.name: ask for ask in plans.asks("decision")}
    fields = kind_named("decision").fields
    asks = tuple(
        kept[name]._replace(long=False) if name in kept else Ask(name, fields[name].label, fields[name].help)
        for name in (
            "question",
            "outcome",
            "rationale",
            "initiative",
            "group",
            "decided",
            "review",
            "consulted",
        )
    )

    def prepare(ledger: Ledger) -> Mapping[str, str]:
        return {
            kind: ledger.label(kind, str(about[kind])) for kind in ("initiative", "group") if about.get(kind)
        }

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import decisions
        from ...store.verbs.fields import parse_fields

        given = {kind: about[kind] for kind in ("initiative", "group") if about.get(kind)}
        values = {**given, **parse_fields(ledger, "decision", plans.raw("decision", texts))}
        done = decisions.record(ledger, values.pop("question", ""), values)
        return Written(f"✓ recorded: {done.doc.get('question')}", done.key)

    return Plan("Record a decision", "decision", asks, write, prepare)
