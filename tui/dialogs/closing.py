"""What is asked when a decision closes; against a block it is said outright, with the rationale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from ...store.errors import Invalid
from ..messages import Written
from .plans import Ask, Plan

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.views.tally import Tally

_YES: Final = "yes, despite the block"


def closing(decision: str, doc: Mapping[str, Any], counted: Tally) -> Plan:
    """Return the form that closes a decision; it starts from adopting it where the rule is met."""
    start = "adopted" if counted.met else ""
    stands = f"{counted.standing.capitalize()}: {counted.why}."
    options = ", ".join(str(option) for option in doc.get("options") or ())
    outcome = Ask("outcome", "outcome", "What was decided, in a sentence or two.", example=options)
    status = Ask("status", "it is", stands, choices=("adopted", "rejected", "withdrawn"), required=True)
    rationale = Ask("rationale", "rationale", "Why; whoever reads of it later reads this.")
    review = Ask("review", "look again", "The day it is to be looked at again.", example="6w, 2027-03-01")
    asks = (outcome, status, rationale, review)
    if counted.blocks:
        against = "; ".join(f"{one.name}: {one.reason or 'no reason yet'}" for one in counted.blocks)
        despite = Ask("despite", "block stands", f"{against}. Adopting it all the same is said outright, "
                      "and why: the dissent stays with it for good.", choices=(_YES,), example="no")  # fmt: skip
        asks = (status, despite, rationale, outcome, review)

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import decisions
        from ...store.verbs.fields import parse_fields

        raw = {name: text for name, text in texts.items() if name != "despite"}
        values = parse_fields(ledger, "decision", {"status": start, **raw})
        outright = texts.get("despite") == _YES
        try:
            done = decisions.close(ledger, decision, values, despite_blocks=outright)
        except Invalid as error:
            raise Invalid(error.message, _hint(error, bool(counted.blocks), outright)) from None
        return Written(f"✓ {done.doc.get('status')}: {done.doc.get('question')}", decision)

    prepare: Mapping[str, str] = {"status": start} if start else {}
    return Plan("Close the decision", "decision", asks, write, lambda _: prepare, False)


def _hint(error: Invalid, blocked: bool, outright: bool) -> str | None:
    """Return how to mend a refusal here, where the store names a command."""
    if "reason" in error.message:
        return "esc, then ⏎ on the member takes the reason."
    if blocked and not outright:
        return f"Choose “{_YES}” and say why it goes ahead; or esc, and answer it with A."
    if blocked and "rationale" in error.message:
        return "Say under rationale why it goes ahead."
    return "Say it under outcome." if "what was" in error.message else error.hint
