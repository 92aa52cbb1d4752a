"""It was read how the ledger is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ..reading.standing import Standing


class StandingRead(Message):
    """Where the ledger is shared, and what the last sync came to, is there to be shown."""

    def __init__(self, standing: Standing) -> None:
        """Carry what was read."""
        super().__init__()
        self.standing = standing
