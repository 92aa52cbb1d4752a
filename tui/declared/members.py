"""What can be done with members, with people and with groups."""

from __future__ import annotations

from typing import Final

from ..reasons import no_ledger
from ..reasons.members import cannot_stand, not_on
from .command import Command

_HERE: Final = ("members", "member")

COMMANDS: Final[tuple[Command, ...]] = (
    Command("member.add", "Add", "Add a member.",
            "add('member')", ("members",), "a", reason=no_ledger),
    Command("member.ask", "Ask", "Plan to ask about an initiative, or note that it was done: one, or all marked.",
            "form('membership.inviting')", _HERE, "i", reason=not_on("member"), acts="many"),
    Command("member.person", "Person", "Add a person at this member.",
            "form('membership.person')", _HERE, "n", reason=not_on("member"), acts="one"),
    Command("member.pause", "Pause", "Record that this member, or all that are marked, can't take part for now.",
            "stand('paused')", _HERE, "p", shown=False, reason=cannot_stand("paused"), acts="many"),
    Command("member.resume", "Resume", "Record that this member, or all that are marked, take part again.",
            "stand('active')", _HERE, "r", shown=False, reason=cannot_stand("active"), acts="many"),
    Command("member.leave", "Leaves", "Record that this member, or all that are marked, have left: the day, and why.",
            "form('membership.leaving')", _HERE, "x", shown=False, reason=cannot_stand("left"), acts="many"),
    Command("member.merge", "Merge", "Make another record of this member one with it; u makes them two again.",
            "form('membership.merging')", _HERE, "m", shown=False, reason=not_on("member"), acts="one"),
    Command("member.import", "Import members", "Take members from a CSV or JSON file, after a look at what it gives.",
            "importing('member')", _HERE, "I", shown=False, reason=no_ledger),
    Command("person.add", "Add", "Add a person.", "add('contact')", ("people",), "a", reason=no_ledger),
    Command("group.add", "Group", "Add a group.", "add('group')", ("people",), "A", reason=no_ledger),
)  # fmt: skip
GOING: Final[tuple[Command, ...]] = (
    Command("people.go", "People", "Who is at which member, and who works together in groups.",
            "app.go('people')", ("app",), "", "p", False, no_ledger),
)  # fmt: skip
"""From anywhere."""
