"""What a form's texts mean, or why they can't be taken."""

from __future__ import annotations

from collections.abc import Mapping

from textual.message import Message


class Checked(Message):
    """The texts of a form were read as the store would read them."""

    def __init__(self, meanings: Mapping[str, str], faults: Mapping[str, str]) -> None:
        """Carry, by field, what a text means and what is wrong with it."""
        super().__init__()
        self.meanings = meanings
        self.faults = faults
