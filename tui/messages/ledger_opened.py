"""A ledger is open."""

from __future__ import annotations

from textual.message import Message


class LedgerOpened(Message):
    """The ledger can be read and written from now on."""
