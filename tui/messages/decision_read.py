"""One decision was read as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ..reading.decision import Deciding


class DecisionRead(Message):
    """Who was asked, who said what, and what is missing are there to be shown."""

    def __init__(self, deciding: Deciding | None) -> None:
        """Carry what was read, `None` where the decision is no longer there."""
        super().__init__()
        self.deciding = deciding
