"""What was typed into a filter was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ...store.exchange.filtering import Filter


class LineRead(Message):
    """A line with fields in it means something, or carries why it can't."""

    def __init__(
        self, line: str, filter: Filter | None, fault: str = "", places: Mapping[str, int] | None = None
    ) -> None:
        """Carry the line as typed, what it asks for or why that can't be, and each document's place in its order."""
        super().__init__()
        self.line = line
        self.filter = filter
        self.fault = fault
        self.places = places
