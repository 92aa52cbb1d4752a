"""What a list shows was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ..page import Page


class PageRead(Message):
    """The rows of a screen are there to be shown."""

    def __init__(self, page: Page, hay: list[str] | None = None) -> None:
        """Carry the rows, and where words are looked for in them, if that is needed now."""
        super().__init__()
        self.page = page
        self.hay = hay
