"""The store said yes."""

from __future__ import annotations

from textual.message import Message


class Written(Message):
    """A step is on disk."""

    def __init__(self, words: str, key: str | None = None) -> None:
        """Carry what to say of it, and the document it made or changed."""
        super().__init__()
        self.words = words
        self.key = key
