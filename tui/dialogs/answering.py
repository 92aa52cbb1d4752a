"""What is asked of the answer to an objection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ..messages import Written
from ..reasons.taking import Taken
from .plans import Ask, Plan

if TYPE_CHECKING:
    from ...store.ledger import Ledger


def replying(taken: Taken) -> Plan:
    """Return the form for the answer to an objection to the decision in view, to the first without one at first."""
    decision = taken.first.key
    form = answering(decision, "", "the objection", "open", "")

    def prepare(ledger: Ledger) -> Mapping[str, str]:
        from ...store.views.tally import tally

        doc = ledger.read("decision", decision).doc
        waiting = [one for one in tally(ledger, doc).dissent if one.open and one.asked]
        waiting.sort(key=lambda one: one.position != "block")
        return {"member": ledger.label("member", waiting[0].member) if waiting else "", "state": "addressed"}

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        said = {**prepare(ledger), **texts}
        member = ledger.find("member", said["member"].strip())[1]
        name = ledger.label("member", member)
        return answering(decision, member, name, "open", "").write(ledger, texts)

    whose = Ask("member", "of", "Whose objection it is.", True, kinds=("member",))
    return replace(form, asks=(whose, *form.asks), prepare=prepare, write=write)


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
