"""A sync has come a stage further."""

from __future__ import annotations

from textual.message import Message


class SharingTold(Message):
    """What a sync that runs is doing now."""

    def __init__(self, words: str) -> None:
        """Carry the stage, empty once it is over."""
        super().__init__()
        self.words = words
