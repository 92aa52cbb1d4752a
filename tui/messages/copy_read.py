"""What there is to copy of a thing was read."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message


class CopyRead(Message):
    """The texts that a thing can be put on the clipboard as are there."""

    def __init__(self, key: str, texts: Sequence[str]) -> None:
        """Carry the thing's key and the texts, the shortest first; none where it is no longer there."""
        super().__init__()
        self.key = key
        self.texts = texts
