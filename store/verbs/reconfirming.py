"""A member that is in says that it stands by it, to the words that hold now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import Invalid
from . import optins, references
from .done import Done
from .drafting import Values

if TYPE_CHECKING:
    from ..ledger import Ledger


def reconfirm(ledger: Ledger, member: str, initiative: str, values: Values | None = None) -> Done:
    """Record that a member stands by its opt-in; raises `Invalid` where it isn't in, `NotFound`.

    What proved its agreement to earlier words proves nothing of these: *values* give the new proof.
    """
    with ledger.writing():
        references.exists(ledger, ("member",), member)
        references.exists(ledger, ("initiative",), initiative)
        doc = ledger.get("optin", optins.key_of(ledger, initiative, member)) or {}
        who, what = ledger.label("member", member), ledger.label("initiative", initiative)
        state = doc.get("state")
        if state != "in":
            said = f"is {state} on {what}" if state else f"has no opt-in to {what}"
            raise Invalid(
                f"{who} {said}: there is nothing to reconfirm.",
                f"allied optin in {who} {what} records that it is in.",
            )
        return optins.record(ledger, member, initiative, values)
