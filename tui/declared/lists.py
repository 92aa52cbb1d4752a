"""What can be done in any list, in the pane beside it, and with any thing in view."""

from __future__ import annotations

from typing import Final

from ..reasons import no_editor, no_ledger, no_line, no_marks, no_step, nothing_here
from .command import Command
from .where import GRIDS, LISTS, OVER, THINGS

_LINES: Final = (*LISTS, *OVER)

COMMANDS: Final[tuple[Command, ...]] = (
    Command("open", "Open", "Open what the cursor is on, with its history.",
            "open", (*_LINES, "board"), "enter", reason=nothing_here, rank=1),
    Command("edit", "Edit", "Change what is kept of this, or of all that are marked.",
            "edit", THINGS, "e", reason=nothing_here, acts="alike", rank=-2),
    Command("editor", "In editor", "Open it as a form in your own editor.",
            "editor", THINGS, "E", shown=False, reason=no_editor, acts="one"),
    Command("comment", "Comment", "Say something about this, or about all that are marked.",
            "comment", THINGS, "c", shown=False, reason=nothing_here, acts="many"),
    Command("undo.step", "Undo this", "Take back the step under the cursor; what others have gone on from stays.",
            "undo_step", ("log", "step"), "x", reason=no_step, acts="one"),
    Command("copy", "Copy", "Put its handle on the clipboard, or of all marked; again its name, and again both.",
            "app.copy", (*THINGS, *GRIDS), "y", shown=False, reason=nothing_here, acts="many"),
    Command("filter", "Filter", "Narrow the list as you type.",
            "filter", (*_LINES, "board"), "slash", reason=no_ledger, rank=1),
    Command("back", "Back", "Leave what is open: a filter, a thing, a form.",
            "back", THINGS, "escape", shown=False),
    Command("down", "Down", "One line down.", "cursor(1)", ("list",), "j,down", shown=False),
    Command("up", "Up", "One line up.", "cursor(-1)", ("list",), "k,up", shown=False),
    Command("page.down", "Page down", "One page down.", "page(1)", ("list",), "pagedown,ctrl+d", shown=False),
    Command("page.up", "Page up", "One page up.", "page(-1)", ("list",), "pageup,ctrl+u", shown=False),
    Command("top", "Top", "To the first line.", "edge(-1)", ("list",), "home", "g", False),
    Command("bottom", "Bottom", "To the last line.", "edge(1)", ("list",), "G,end", "e", False),
    Command("mark", "Mark", "Mark this line or unmark it: what is done next is done with all marked.",
            "mark", ("list",), "space", shown=False, reason=no_marks),
    Command("mark.all", "Mark all", "Mark all lines that are shown, or none of them.",
            "mark_all", ("list",), "V", shown=False, reason=no_marks),
    Command("sort", "Sort", "Sort by the next column, after the last as the list came.",
            "sort_next", ("list",), "o", shown=False, reason=no_line),
    Command("sort.turn", "Turn round", "Sort the other way round.",
            "sort_turn", ("list",), "O", shown=False, reason=no_line),
    Command("pane.down", "Line down", "One line down.", "scroll_down", ("pane",), "j,down", shown=False),
    Command("pane.up", "Line up", "One line up.", "scroll_up", ("pane",), "k,up", shown=False),
    Command("pane.top", "To the top", "To the first line.", "scroll_home", ("pane",), "home", shown=False),
    Command("pane.bottom", "To the end", "To the last line.", "scroll_end", ("pane",), "G,end", shown=False),
    Command("link.next", "Next link", "To the next thing that is named in the pane.",
            "link(1)", ("links",), "tab,right"),
    Command("link.before", "Link before", "To the thing named before it.",
            "link(-1)", ("links",), "shift+tab,left", shown=False),
    Command("link.follow", "Open it", "Open the thing that the link names; escape comes back here.",
            "follow", ("links",), "enter"),
)  # fmt: skip
