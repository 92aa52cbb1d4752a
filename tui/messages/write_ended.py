"""A write is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ...store.pace import Pace


class WriteEnded(Message):
    """Nothing of a write goes on, whatever came of it; that is told by itself."""

    def __init__(self, pace: Pace, *, well: bool) -> None:
        """Carry which write it was, and whether it came to what whoever is there wanted: written, or stopped."""
        super().__init__()
        self.pace = pace
        self.well = well
