"""What is written while a meeting runs carries its key, so that minutes derive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .drafting import Values

if TYPE_CHECKING:
    from ..ledger import Ledger


def carrying(ledger: Ledger, values: Values) -> dict[str, Any]:
    """Return the values of what is written now, with the meeting that runs where they name none."""
    given = dict(values)
    running = ledger.meeting()
    if running is not None and given.get("meeting") is None:
        given["meeting"] = running
    return given
