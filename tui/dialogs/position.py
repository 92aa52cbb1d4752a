"""What is asked of one position: where a member stands, why, and for whom it speaks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..messages import Written
from .parts import parsed
from .plans import Ask, Plan

if TYPE_CHECKING:
    from ...store.ledger import Ledger


def stating(decision: str, member: str | None, name: str, before: str) -> Plan:
    """Return the form for a member's position, one to be named where *member* is `None`; *before* is what it said."""
    from ...store.schema.decision import POSITION, POSITIONS

    helped = {field.name: field.help for field in POSITION.fields.values()}
    asks = (
        Ask("reason", "why", helped["reason"] + " A block closes nothing while it is missing."),
        Ask("position", "position", helped["position"], choices=POSITIONS, example=before or "agree"),
        Ask("speaks_from", "speaks from", helped["speaks_from"]),
        Ask("on_behalf", "on behalf of", helped["on_behalf"], kinds=("contact",), example="a name"),
    )
    if member is None:
        who = Ask("member", "member", "Kept too where it wasn't asked, and not counted.",
                  required=True, kinds=("member",), example="a name or handle")  # fmt: skip
        asks = (who, asks[1], asks[0], *asks[2:])

    def prepare(ledger: Ledger) -> Mapping[str, str]:
        said = _said(ledger, decision, member)
        behalf = said.get("on_behalf")
        if behalf and ledger.get("contact", str(behalf)) is not None:
            said["on_behalf"] = ledger.label("contact", str(behalf))
        return {name: str(said[name]) for name in helped if isinstance(said.get(name), str)}

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import positions

        key = member or ledger.find("member", texts["member"])[1]
        said = {**_said(ledger, decision, key), **parsed(ledger, POSITION, texts)}
        stands = str(said.get("position") or "agree")
        if "position" in texts and "reason" not in texts:
            said["reason"] = None  # what it said was why it stood elsewhere
        positions.position(
            ledger,
            decision,
            key,
            stands,
            reason=said.get("reason"),
            speaks_from=said.get("speaks_from"),
            on_behalf=said.get("on_behalf"),
            reason_later=stands == "block" and not said.get("reason"),
        )
        return Written(f"✓ {ledger.label('member', key)}: {stands.replace('-', ' ')}", decision)

    return Plan(f"Position of {name}" if member else "A position", "decision", asks, write, prepare, False)


def _said(ledger: Ledger, decision: str, member: str | None) -> dict[str, Any]:
    """Return what a member has said so far."""
    from ...store.views.reader import entries

    doc = ledger.get("decision", decision) or {}
    return dict(entries(doc, "positions").get(ledger.book.key(member), {})) if member else {}
