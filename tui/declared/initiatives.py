"""What can be done with initiatives, and with members' answers to them."""

from __future__ import annotations

from typing import Final

from ..reasons import no_ledger
from ..reasons.members import is_closed, not_on
from ..reasons.optins import cannot_answer, no_cell
from .command import Command

_HERE: Final = ("matrix",)
_LIST: Final = ("initiatives", "initiative")

COMMANDS: Final[tuple[Command, ...]] = (
    Command("initiative.add", "Add", "Add an initiative.",
            "add('initiative')", ("initiatives",), "a", reason=no_ledger),
    Command("initiative.stage", "Stage", "Record how far it has come.",
            "form('initiative.staging')", _LIST, "s", reason=is_closed, acts="many"),
    Command("initiative.needs", "Needs", "Say what it needs before it acts: the sufficient mix.",
            "form('initiative.needing')", _LIST, "n", reason=not_on("initiative"), acts="one"),
    Command("initiative.ask", "Ask", "Give the ask a new text, and say whether answers given before still stand.",
            "form('initiative.wording')", _LIST, "w", reason=not_on("initiative"), acts="one"),
    Command("initiative.credit", "Credit", "Record what it brought about, and credit members, each as it chose.",
            "form('initiative.crediting')", _LIST, "C", shown=False, reason=not_on("initiative"), acts="one"),
    Command("initiative.close", "Close", "Close it once its checklist is seen to: outcome, lessons, thanks.",
            "form('initiative.closing')", _LIST, "x", shown=False, reason=is_closed, acts="one"),
    Command("optin.import", "Import replies", "Take the replies to an ask from a form's CSV or JSON file.",
            "importing('optin')", _LIST, "I", shown=False, reason=no_ledger),
    Command("matrix", "Matrix", "Members by initiatives: where each stands, and what the mix still needs.",
            "app.matrix", ("app",), "X", "x", False, no_ledger),
    Command("optin.in", "In", "Record that the member is in, on the usual terms.",
            "record('in')", _HERE, "i", reason=cannot_answer("in"), acts="one"),
    Command("optin.declined", "Declined", "Record that the member declined.",
            "record('declined')", _HERE, "d", reason=cannot_answer("declined"), acts="one"),
    Command("optin.asked", "Asked", "Record that the member was asked.",
            "record('asked')", _HERE, "s", reason=cannot_answer("asked"), acts="one"),
    Command("optin.withdrawn", "Withdrawn", "Record that the member withdrew: no reason is needed.",
            "record('withdrawn')", _HERE, "w", reason=cannot_answer("withdrawn"), acts="one"),
    Command("optin.considering", "Considers", "Record that the member is thinking about it.",
            "record('considering')", _HERE, "c", shown=False, reason=cannot_answer("considering"), acts="one"),
    Command("optin.planned", "Plan", "Note that the member is to be asked.",
            "record('planned')", _HERE, "p", shown=False, reason=cannot_answer("planned"), acts="one"),
    Command("optin.reconfirm", "Reconfirm", "Ask for the proof by which the member stands by it.",
            "terms('in')", _HERE, "r", shown=False, reason=no_cell, acts="one"),
    Command("matrix.terms", "Terms", "The answer with its terms, who gave it, and its proof.",
            "terms", _HERE, "enter", reason=no_cell, acts="one"),
    Command("matrix.decline", "Decline, why", "Record that the member declined, and why.",
            "terms('declined')", _HERE, "D", shown=False, reason=no_cell, acts="one"),
    Command("matrix.group", "Group", "Put members together by region, by community, by nothing.",
            "group", _HERE, "b", reason=no_ledger),
    Command("matrix.member", "Member", "Open the member.", "member", _HERE, "m", shown=False, reason=no_cell),
    Command("matrix.initiative", "Initiative", "Open the initiative.",
            "initiative", _HERE, "v", shown=False, reason=no_cell),
    Command("matrix.filter", "Filter", "Narrow the members as you type.",
            "filter", _HERE, "slash", reason=no_ledger),
    Command("matrix.back", "Back", "Leave the filter, then the matrix.", "back", _HERE, "escape", shown=False),
    Command("cell.down", "Down", "One member down.", "cell(1, 0)", ("cells",), "j,down", shown=False),
    Command("cell.up", "Up", "One member up.", "cell(-1, 0)", ("cells",), "k,up", shown=False),
    Command("cell.left", "Left", "One initiative left.", "cell(0, -1)", ("cells",), "h,left", shown=False),
    Command("cell.right", "Right", "One initiative right.", "cell(0, 1)", ("cells",), "l,right", shown=False),
    Command("cell.page.down", "Page down", "One page down.",
            "cell_page(1)", ("cells",), "pagedown,ctrl+d", shown=False),
    Command("cell.page.up", "Page up", "One page up.", "cell_page(-1)", ("cells",), "pageup,ctrl+u", shown=False),
    Command("cell.top", "Top", "To the first member.", "cell_edge(-1)", ("cells",), "home", shown=False),
    Command("cell.bottom", "Bottom", "To the last member.", "cell_edge(1)", ("cells",), "G,end", shown=False),
)  # fmt: skip
