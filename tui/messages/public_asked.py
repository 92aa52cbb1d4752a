"""What would be shared could be read by anybody."""

from __future__ import annotations

from textual.message import Message


class PublicAsked(Message):
    """A person is to say whether to share it all the same; nothing was sent."""

    def __init__(self, words: str) -> None:
        """Carry what would be so."""
        super().__init__()
        self.words = words
