"""The cursor of a list moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ..page import Row


class RowMoved(Message):
    """The cursor is on another row, or on the same one with other content."""

    def __init__(self, row: Row | None) -> None:
        """Carry the row, `None` where the list is empty."""
        super().__init__()
        self.row = row
