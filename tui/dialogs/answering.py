"""What is asked of the answer to an objection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..messages import Written
from .plans import Ask, Plan

if TYPE_CHECKING:
    from ...store.ledger import Ledger


def answering(decision: str, member: str, name: str, before: str, words: str) -> Plan:
    """Return the form for the answer to a member's objection, from what was answered before."""
    from ...store.schema.decision import ANSWERS

    start = before if before != "open" else "addressed"
    asks = (
        Ask("words", "answer", "What was said, or what was changed for it."),
        Ask("state", "it is", "Addressed: answered. Accommodated: the proposal was changed for it. "
            "Withdrawn: the member takes it back.", choices=(*ANSWERS[1:], ANSWERS[0]), example=start),
    )  # fmt: skip

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import positions

        state = texts.get("state") or start
        said = texts.get("words", words).strip() or None
        positions.answer(ledger, decision, member, state, words=said)
        return Written(f"✓ objection of {name}: {state}", decision)

    return Plan(
        f"Answer to {name}", "decision", asks, write, lambda _: {"words": words, "state": start}, False
    )
