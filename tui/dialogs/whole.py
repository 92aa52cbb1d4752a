"""What is asked of the coalition as a whole, and of who uses this clone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...store.schema.keys import COALITION
from ..messages import Written
from . import plans
from .plans import Ask, Plan

if TYPE_CHECKING:
    from ...store.ledger import Ledger


def coalition() -> Plan:
    """Return the form for what the coalition is called, how it decides, and what it takes for granted."""
    plan = plans.editing("coalition", COALITION)
    plan.title = "The coalition"
    return plan


def me() -> Plan:
    """Return the form that says who uses this clone."""

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import contacts

        done = contacts.me(ledger, texts["name"].strip())
        return Written(f"✓ you are {ledger.label('contact', done.key)}", done.key)

    ask = Ask("name", "name", "A person who is there already, or a new one of the coordination.", True,
              kinds=("contact",), fresh=True)  # fmt: skip
    return Plan("Who uses this clone?", "contact", (ask,), write, checked=False, blank=True)
