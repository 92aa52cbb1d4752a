"""What can be done on the Sync screen."""

from __future__ import annotations

from typing import Final

from ..reasons import no_ledger
from ..reasons.optins import no_answer
from ..reasons.sync import not_syncing
from .command import Command

_HERE: Final = ("sync",)

COMMANDS: Final[tuple[Command, ...]] = (
    Command("sync.here", "Sync", "Share what waits, and take in what others shared; first of all say where.",
            "share", _HERE, "s", reason=no_ledger),
    Command("settle", "Take", "Let the answer under the cursor be the one that holds.",
            "take", _HERE, "t", reason=no_answer, acts="one"),
    Command("settle.value", "Another", "Give another answer, from the one under the cursor on.",
            "form('settling.another')", _HERE, "v", reason=no_answer, acts="one"),
    Command("sync.end", "Stop", "End the sync that runs; what waits goes with the next one.",
            "app.stop_sharing", _HERE, "x", reason=not_syncing, fitting=True),
    Command("remote.add", "Remote", "Say where this ledger is shared.",
            "remote", _HERE, "r", shown=False, reason=no_ledger),
    Command("save.here", "Save", "Commit what was written since the last time, without a network.",
            "app.save", _HERE, "w", shown=False, reason=no_ledger),
)  # fmt: skip
