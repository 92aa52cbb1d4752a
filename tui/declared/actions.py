"""What can be done with actions, wherever one is in view."""

from __future__ import annotations

from typing import Final

from ..command import Command
from ..reasons import cannot_move, no_ledger

_ACTS: Final = ("today", "actions", "thing", "meeting")

COMMANDS: Final[tuple[Command, ...]] = (
    Command("action.add", "Add", "Add an action.",
            "add('action')", ("today", "actions"), "a", reason=no_ledger),
    Command("action.done", "Done", "Record that this action is done.",
            "move('done')", _ACTS, "d,space", reason=cannot_move("done")),
    Command("action.start", "Start", "Record that this action is being done.",
            "move('doing')", _ACTS, "s", reason=cannot_move("doing")),
    Command("action.drop", "Drop", "Record that this action won't be done; asks once.",
            "move('dropped')", _ACTS, "x", shown=False, reason=cannot_move("dropped")),
    Command("action.finished", "Finished", "Show done and dropped actions too, or hide them.",
            "finished", ("actions",), "t", reason=no_ledger),
)  # fmt: skip
