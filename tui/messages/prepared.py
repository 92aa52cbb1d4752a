"""What a form starts from was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ..reading.things import Thing


class Prepared(Message):
    """The texts a form starts with, and the names that complete what is typed."""

    def __init__(
        self, texts: Mapping[str, str], names: Mapping[str, Sequence[Thing]], unread: str = ""
    ) -> None:
        """Carry the texts by field, what goes by the names in each field, and what couldn't be read into any."""
        super().__init__()
        self.texts = texts
        self.names = names
        self.unread = unread
