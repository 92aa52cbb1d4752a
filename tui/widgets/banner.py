"""What is wrong with the ledger, in view on every screen until it is mended."""

from __future__ import annotations

from textual.widgets import Static

from .. import safe_text
from ..desk.trouble import Trouble


class Banner(Static):
    """What is wrong and what to do, over everything else."""

    def __init__(self, trouble: Trouble) -> None:
        """Say what is wrong."""
        super().__init__()
        self.say(trouble)

    def say(self, trouble: Trouble) -> None:
        """Say something else that is wrong."""
        hint = f"\n  {trouble.hint}" if trouble.hint else ""
        self.update(safe_text.content((f"✗ {trouble.words}", "bold"), hint))
