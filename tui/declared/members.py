"""What can be done with members."""

from __future__ import annotations

from typing import Final

from ..command import Command
from ..reasons import no_ledger

COMMANDS: Final[tuple[Command, ...]] = (
    Command("member.add", "Add", "Add a member.",
            "add('member')", ("members",), "a", reason=no_ledger),
)  # fmt: skip
