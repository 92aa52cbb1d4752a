"""There is no ledger here."""

from __future__ import annotations

from textual.message import Message


class LedgerMissing(Message):
    """The folder, and every folder above it, holds no ledger."""
