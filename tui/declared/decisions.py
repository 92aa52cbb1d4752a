"""What can be done with decisions, and with one that is open."""

from __future__ import annotations

from typing import Final

from ..reasons import no_ledger
from ..reasons.decisions import (
    cannot_answer,
    cannot_close,
    cannot_open,
    cannot_other,
    cannot_state,
    no_decision,
)
from .command import Command

_BOTH: Final = ("decisions", "decision")
_POSITIONS: Final = (
    ("agree", "Agree", "Record that this member agrees.", "a"),
    ("reservations", "Reservations", "Record that this member agrees with reservations.", "r"),
    ("stand-aside", "Aside", "Record that this member stands aside.", "s"),
    ("abstain", "Abstain", "Record that this member abstains.", "x"),
    ("block", "Block", "Record that this member blocks; its reason may follow.", "b"),
)

COMMANDS: Final[tuple[Command, ...]] = (
    Command("decision.add", "Add", "Draft a decision.",
            "add('decision')", ("decisions",), "a", reason=no_ledger),
    Command("decision.record", "Record", "Enter a decision that was already taken.",
            "record", ("decisions",), "r", reason=no_ledger),
    *(
        Command(f"position.{position}", name, said, f"state('{position}')", ("decision",), key,
                reason=cannot_state, acts="one", short="Reserv." if position == "reservations" else "")
        for position, name, said, key in _POSITIONS
    ),
    Command("position.words", "Words", "Give the reason of this member's position, whom it speaks for, or change it.",
            "words", ("decision",), "enter", reason=cannot_state, acts="one", rank=-1),
    Command("position.answer", "Answer", "Record what was answered to this member's objection.",
            "answer", ("decision",), "A", reason=cannot_answer, acts="one", rank=2),
    Command("position.other", "Other member", "Record the position of a member that isn't in the list.",
            "other", ("decision",), "m", shown=False, reason=cannot_other),
    Command("decision.open", "Put", "Open it for positions, and fix who is asked.",
            "put", _BOTH, "p", reason=cannot_open, acts="many"),
    Command("decision.close", "Close", "Adopt, reject or withdraw it; against a block it asks for the rationale.",
            "close", _BOTH, "C", reason=cannot_close, acts="one", rank=2),
    Command("decision.review", "Look again", "Record the day it is to be looked at again.",
            "review", _BOTH, "R", shown=False, reason=no_decision, acts="many"),
    Command("decision.supersede", "Supersede", "Record that it takes the place of an older one.",
            "supersede", _BOTH, "S", shown=False, reason=no_decision, acts="one"),
    Command("decision.about", "All about it", "To its fields, comments and history; escape leaves them.",
            "about", ("decision",), "i", shown=False, reason=no_ledger, acts="one"),
    Command("decision.silent", "Next silent", "To the next member that has said nothing yet.",
            "silent", ("decision",), "n", shown=False, reason=no_ledger),
)  # fmt: skip
