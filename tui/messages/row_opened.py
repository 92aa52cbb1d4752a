"""A row of a list was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ..page import Row


class RowOpened(Message):
    """Enter or a second click was given on a row."""

    def __init__(self, row: Row) -> None:
        """Carry the row."""
        super().__init__()
        self.row = row
