"""A card of the board was moved."""

from __future__ import annotations

from textual.message import Message


class CardMoved(Message):
    """An action is to have another status."""

    def __init__(self, key: str, status: str) -> None:
        """Carry the action, and the status whose column it was moved into."""
        super().__init__()
        self.key = key
        self.status = status
