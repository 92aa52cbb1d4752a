"""What can be done with a line of Today where it stands, and wherever such a thing is in view."""

from __future__ import annotations

from typing import Final

from ..reasons import nothing_here
from ..reasons.optins import no_optin
from ..reasons.today import cannot_wait, only_on
from .command import Command

_HERE: Final = ("today", "optin")
_WAITS: Final = ("today", "actions", "board", "action", "optin")
_LINES: Final = ("today",)

COMMANDS: Final[tuple[Command, ...]] = (
    Command("today.answer", "Record", "Record what the member answered: one more key says what.",
            "answer", _HERE, "r", reason=no_optin, acts="many"),
    Command("today.chase", "Chased", "Note that somebody was asked again.",
            "chase", _WAITS, "n", reason=nothing_here, acts="many"),
    Command("today.later", "Later", "Put it off by a day, or all that are marked.",
            "later", _WAITS, "z", reason=cannot_wait, acts="many"),
    Command("today.settle", "Settle", "To the two answers, side by side; there one is taken by a key.",
            "settle", _LINES, "t", reason=only_on("two answers"), fitting=True, acts="one"),
    Command("today.reply", "Reply", "Record what was answered to the objection.",
            "form('answering.replying')", _LINES, "p", reason=only_on("objections"), fitting=True, acts="one"),
    Command("today.reconfirm", "Reconfirm", "Record that the member stands by its opt-in, and by what proof.",
            "form('answer.reconfirming')", _LINES, "R", reason=only_on("stale", "lapsing"), fitting=True, acts="one"),
    Command("today.judge", "Conditions", "Say of each of its conditions whether it is met.",
            "form('answer.judging')", _LINES, "m", reason=only_on("conditions"), fitting=True, acts="one"),
    Command("today.renew", "Renew", "Move the day on which it ends.",
            "form('initiative.renewing')", _LINES, "N", reason=only_on("sunset"), fitting=True, acts="one"),
    Command("today.close", "Close", "Close the initiative once its checklist is seen to.",
            "form('initiative.closing')", _LINES, "C", reason=only_on("sunset"), fitting=True, acts="one"),
    Command("today.review", "Look again", "Move the day on which the decision is looked at again.",
            "form('revisiting.reviewing')", _LINES, "L", reason=only_on("review"), fitting=True, acts="one"),
    Command("today.sync", "Sync", "Share what waits, and take in what others shared.",
            "app.share", _LINES, "S", reason=only_on("not shared yet"), fitting=True),
)  # fmt: skip
