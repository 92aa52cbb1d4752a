"""Cards of the board were moved."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message


class CardMoved(Message):
    """Actions are to have another status."""

    def __init__(self, moves: Sequence[tuple[str, str]]) -> None:
        """Carry the key of each action with the status whose column it was moved into."""
        super().__init__()
        self.moves = moves
