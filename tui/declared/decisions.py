"""What can be done with decisions, and with one that is open."""

from __future__ import annotations

from typing import Final

from ..command import Command
from ..reasons import no_ledger
from ..reasons_decisions import cannot_state

_POSITIONS: Final = (
    ("agree", "Agree", "Record that this member agrees.", "a"),
    ("reservations", "Reservations", "Record that this member agrees with reservations.", "r"),
    ("stand-aside", "Stand aside", "Record that this member stands aside.", "s"),
    ("abstain", "Abstain", "Record that this member abstains.", "x"),
    ("block", "Block", "Record that this member blocks; its reason may follow.", "b"),
)

COMMANDS: Final[tuple[Command, ...]] = (
    *(
        Command(f"position.{position}", name, said, f"state('{position}')", ("decision",), key,
                reason=cannot_state)
        for position, name, said, key in _POSITIONS
    ),
    Command("decision.silent", "Next silent", "To the next member that has said nothing yet.",
            "silent", ("decision",), "n", shown=False, reason=no_ledger),
)  # fmt: skip
