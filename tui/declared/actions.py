"""What can be done with actions, wherever one is in view."""

from __future__ import annotations

from typing import Final

from ..reasons import no_ledger, nothing_here
from ..reasons.actions import cannot_move, no_action
from .command import Command

_ACTS: Final = ("today", "actions", "action", "meeting", "board")
_GIVES: Final = ("today", "actions", "action", "board")  # at a meeting w goes between its views
_ADDS: Final = ("today", "actions", "board")

COMMANDS: Final[tuple[Command, ...]] = (
    Command("action.add", "Add", "Add an action in one line: draft letter @edri !high due:fri #dsa.",
            "quick", _ADDS, "a", reason=no_ledger),
    Command("action.form", "Add by form", "Add an action, field by field.",
            "add('action')", _ADDS, "A", shown=False, reason=no_ledger),
    Command("action.done", "Done", "Record that this action is done, or all that are marked.",
            "move('done')", _ACTS, "d", reason=cannot_move("done"), acts="many"),
    Command("action.start", "Start", "Record that this action is being done.",
            "move('doing')", _ACTS, "s", reason=cannot_move("doing"), acts="many"),
    Command("action.give", "Give", "Say who is to do it, or all that are marked: a member or a person.",
            "give", _GIVES, "w", reason=no_action, acts="many"),
    Command("action.block", "Block", "Record that something keeps it from being done, and what.",
            "block", _ACTS, "b", shown=False, reason=cannot_move("blocked"), acts="many"),
    Command("action.wait", "Waits on", "Say what it waits on: other actions that come first.",
            "wait", _ACTS, "W", shown=False, reason=no_action, acts="one"),
    Command("action.reopen", "Reopen", "Record that this action is to be done after all.",
            "move('todo')", _ACTS, "T", shown=False, reason=cannot_move("todo"), acts="many"),
    Command("action.drop", "Drop", "Record that this action won't be done; asks once.",
            "move('dropped')", _ACTS, "x", shown=False, reason=cannot_move("dropped"), acts="many"),
    Command("action.finished", "Finished", "Show done and dropped actions too, or hide them.",
            "finished", ("actions",), "t", reason=no_ledger),
    Command("action.board", "Board", "Show actions as cards, by how far they are.",
            "board", ("actions",), "v", reason=no_ledger),
    Command("board.table", "Table", "Back to the table.", "back", ("board",), "v", reason=no_ledger),
    Command("board.dropped", "Dropped", "Show dropped actions too, or hide them.",
            "dropped", ("board",), "t", shown=False, reason=no_ledger),
    Command("card.right", "Move on", "Move the card one column to the right.",
            "carry(1)", ("cards",), "L,shift+right", reason=nothing_here, acts="many"),
    Command("card.left", "Move back", "Move the card one column to the left.",
            "carry(-1)", ("cards",), "H,shift+left", reason=nothing_here, acts="many"),
    Command("card.column.right", "Column right", "To the column on the right.",
            "column(1)", ("cards",), "l,right", shown=False),
    Command("card.column.left", "Column left", "To the column on the left.",
            "column(-1)", ("cards",), "h,left", shown=False),
    Command("card.down", "Down", "One card down.", "cursor(1)", ("cards",), "j,down", shown=False),
    Command("card.up", "Up", "One card up.", "cursor(-1)", ("cards",), "k,up", shown=False),
    Command("card.page.down", "Page down", "One page down.", "page(1)", ("cards",), "pagedown,ctrl+d", shown=False),
    Command("card.page.up", "Page up", "One page up.", "page(-1)", ("cards",), "pageup,ctrl+u", shown=False),
    Command("card.top", "Top", "To the first card.", "edge(-1)", ("cards",), "home", shown=False),
    Command("card.bottom", "Bottom", "To the last card.", "edge(1)", ("cards",), "G,end", shown=False),
    Command("card.mark", "Mark", "Mark this card or unmark it: what is done next is done with all marked.",
            "mark", ("cards",), "space", shown=False, reason=nothing_here),
)  # fmt: skip
