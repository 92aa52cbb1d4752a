"""The matrix was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ..reading.matrix import Crossing


class CrossingRead(Message):
    """Members by initiatives are there to be shown."""

    def __init__(self, crossing: Crossing) -> None:
        """Carry what was read."""
        super().__init__()
        self.crossing = crossing
