"""What can be done with a line of Today where it stands, and wherever such a thing is in view."""

from __future__ import annotations

from typing import Final

from ..reasons import nothing_here
from ..reasons.optins import no_optin
from ..reasons.today import cannot_wait
from .command import Command

_HERE: Final = ("today", "thing")

COMMANDS: Final[tuple[Command, ...]] = (
    Command("today.answer", "Record", "Record what the member answered: one more key says what.",
            "answer", _HERE, "r", reason=no_optin, acts="many"),
    Command("today.chase", "Chased", "Note that somebody was asked again.",
            "chase", ("today", "thing", "actions", "board"), "n", reason=nothing_here, acts="many"),
    Command("today.later", "Later", "Put it off by a day, or all that are marked.",
            "later", ("today", "thing", "actions", "board"), "z", reason=cannot_wait, acts="many"),
)  # fmt: skip
