"""Something lasting is wrong with the ledger, or is mended."""

from __future__ import annotations

from textual.message import Message

from ..desk.trouble import Trouble


class Troubled(Message):
    """What is wrong from now on, `None` where nothing is any more."""

    def __init__(self, trouble: Trouble | None) -> None:
        """Carry what is wrong."""
        super().__init__()
        self.trouble = trouble
