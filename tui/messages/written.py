"""The store said yes."""

from __future__ import annotations

from textual.message import Message


class Written(Message):
    """A step is on disk."""

    def __init__(self, words: str, key: str | None = None, plain: str = "✓ written") -> None:
        """Carry what to say of it, the document it made or changed, and what to say where nothing may be named."""
        super().__init__()
        self.words = words
        self.key = key
        self.plain = plain
