"""What a form starts from was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.message import Message


class Prepared(Message):
    """The texts a form starts with, and the names that complete what is typed."""

    def __init__(self, texts: Mapping[str, str], names: Mapping[str, Sequence[str]]) -> None:
        """Carry the texts by field, and names by field."""
        super().__init__()
        self.texts = texts
        self.names = names
