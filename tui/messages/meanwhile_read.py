"""What became of the fields of a form while it was being filled."""

from __future__ import annotations

from collections.abc import Mapping

from textual.message import Message


class MeanwhileRead(Message):
    """Somebody else has changed what a form started from, or nobody has."""

    def __init__(self, told: Mapping[str, str]) -> None:
        """Carry, by field, who changed it and to what."""
        super().__init__()
        self.told = told
