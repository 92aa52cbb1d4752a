"""What a list shows was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ..page import Page


class PageRead(Message):
    """The rows of a screen are there to be shown."""

    def __init__(self, page: Page) -> None:
        """Carry the rows and what goes with them."""
        super().__init__()
        self.page = page
