"""A sync is over."""

from __future__ import annotations

from textual.message import Message


class Shared(Message):
    """The ledger was shared, and what others shared came in."""

    def __init__(self, words: str, crossed: int) -> None:
        """Carry what to say of it, empty for nothing, and how many questions have two answers since."""
        super().__init__()
        self.words = words
        self.crossed = crossed
