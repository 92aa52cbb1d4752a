"""One thing was read whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ..reading.detail import Detail


class DetailRead(Message):
    """A thing's fields, history and comments are there to be shown."""

    def __init__(self, detail: Detail | None) -> None:
        """Carry what was read, `None` where the thing is no longer there."""
        super().__init__()
        self.detail = detail
