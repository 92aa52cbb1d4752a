"""Something was written where the ledger lies."""

from __future__ import annotations

from textual.message import Message


class LedgerTouched(Message):
    """It is worth looking now whether anything came."""
