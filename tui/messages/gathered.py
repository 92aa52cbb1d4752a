"""The words of a list's rows were gathered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ..page import Page


class Gathered(Message):
    """What a filter looks through is there."""

    def __init__(self, page: Page, hay: list[str]) -> None:
        """Carry the page, and the words of each of its rows."""
        super().__init__()
        self.page = page
        self.hay = hay
