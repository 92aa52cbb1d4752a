"""The ledger isn't what was read before."""

from __future__ import annotations

from textual.message import Message


class LedgerChanged(Message):
    """Something came: a step of ours, another process's, or a pull."""
