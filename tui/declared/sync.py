"""What can be done on the Sync screen."""

from __future__ import annotations

from typing import Final

from ..reasons import no_ledger
from ..reasons.optins import no_answer
from .command import Command

COMMANDS: Final[tuple[Command, ...]] = (
    Command("sync.here", "Sync", "Share what waits, and take in what others shared.",
            "app.share", ("sync",), "s", reason=no_ledger),
    Command("settle", "Take", "Let the answer under the cursor be the one that holds.",
            "take", ("sync",), "t", reason=no_answer, acts="one"),
)  # fmt: skip
