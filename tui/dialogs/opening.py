"""What is asked when a decision opens: who takes a position, by which rule, until when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...store.errors import AlliedError
from .. import words
from ..messages import Written
from . import plans
from .plans import Ask, Plan

if TYPE_CHECKING:
    from ...store.ledger import Ledger

_RULES = "What it takes. Lazy: silence is assent, only if it was a draft so. Advice: its decider decides."


def opening(decision: str) -> Plan:
    """Return the form that opens a decision; it shows who would be asked, and asks them unless others are named."""
    from ...store.schema.decision import RULES

    asks = (
        Ask(
            "asked",
            "who is asked",
            "Members, or group:GROUP, commas between; fixed from then on.",
            kinds=("member",),
        ),
        Ask("rule", "rule", _RULES, choices=RULES, example="consent"),
        Ask("closes", "until", "Until when positions are taken.", example="fri 17:00, +1w"),
    )

    def prepare(ledger: Ledger) -> Mapping[str, str]:
        from ...store.verbs.opening import asked

        doc = ledger.read("decision", decision).doc
        try:
            members, _ = asked(ledger, doc)
        except AlliedError:
            members = []
        names = ", ".join(sorted(ledger.label("member", member) for member in members))
        closes = plans.read_back(ledger, "decision", "closes", doc)
        return {"asked": names, "rule": str(doc.get("rule") or "consent"), "closes": closes}

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import decisions
        from ...store.verbs.fields import parse_fields

        values = parse_fields(ledger, "decision", plans.raw("decision", texts))
        asked = decisions.open(ledger, decision, values).doc.get("asked") or ()
        return Written(f"✓ open: {words.count(len(asked), 'member')} asked", decision)

    return Plan("Open for positions", "decision", asks, write, prepare, False, True)
