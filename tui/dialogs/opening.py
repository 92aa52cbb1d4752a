"""What is asked when a decision opens: who takes a position, by which rule, until when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...store.errors import AlliedError
from .. import words
from ..doing.many import called, counted, each, left
from ..messages import Written
from . import plans
from .plans import Ask, Plan

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ..reasons.taking import Taken

_RULES = "What it takes. Lazy: silence is assent, only if it was a draft so. Advice: its decider decides."


def opening(taken: Taken) -> Plan:
    """Return the form that opens decisions; of one it shows who would be asked, and asks them unless others are
    named. Of many each asks those whom it would ask by itself, unless others are named for all."""
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

        if taken.many:
            return {}
        doc = ledger.read("decision", taken.first.key).doc
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
        done = each(ledger, taken.things, lambda _, key: decisions.open(ledger, key, values))
        asked = {member for one in done for member in one.doc.get("asked") or ()}
        told = f"✓ open: {called(ledger, taken)}, {words.count(len(asked), 'member')} asked"
        return Written(told + left(ledger, taken), taken.key)

    title = f"Open {counted(taken)} for positions" if taken.many else "Open for positions"
    return Plan(title, "decision", asks, write, prepare, False, True)
