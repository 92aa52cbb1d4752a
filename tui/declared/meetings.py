"""What can be done before, at and after a meeting."""

from __future__ import annotations

from typing import Final

from ..reasons import no_ledger, nothing_here
from ..reasons.meetings import cannot_resume, not_among_people, not_running
from .command import Command
from .where import LISTS, ONE

_HERE: Final = ("meeting",)

GOING: Final[tuple[Command, ...]] = (
    Command("meeting", "Meeting", "To the meeting that runs, or begin one, on what is in view.",
            "meeting", (*LISTS, *ONE, "decision"), "M", shown=False, reason=no_ledger, acts="one"),
    Command("meetings.go", "Meetings", "Those to come, and the minutes of those that were.",
            "app.go('meetings')", ("app",), "", "n", False, no_ledger),
    Command("meeting.add", "Plan", "Plan a meeting.",
            "add('meeting')", ("meetings",), "a", reason=no_ledger),
)  # fmt: skip
"""From anywhere."""

COMMANDS: Final[tuple[Command, ...]] = (
    Command("meeting.view", "View", "Agenda, who is here, minutes: to the next of them.",
            "view", _HERE, "w", reason=no_ledger),
    Command("meeting.here", "Here", "Record that this one is here, or isn't after all; goes on to the next.",
            "here", _HERE, "h", reason=not_among_people, acts="one"),
    Command("meeting.question", "Question", "Put a question: positions on it can be taken at once.",
            "question", _HERE, "n", reason=not_running),
    Command("meeting.action", "Action", "Add an action that somebody takes on.",
            "action", _HERE, "a", reason=not_running),
    Command("meeting.decided", "Decided", "Record what was decided without positions.",
            "record", _HERE, "r", reason=not_running),
    Command("meeting.notes", "Notes", "Write down what was said.",
            "notes", _HERE, "N", shown=False, reason=no_ledger),
    Command("meeting.resume", "Begin", "Let this meeting be the one that runs here.",
            "resume", _HERE, "B", shown=False, reason=cannot_resume),
    Command("meeting.copy", "Copy minutes", "Put the minutes on the clipboard.",
            "copy_minutes", _HERE, "m", shown=False, reason=no_ledger),
    Command("meeting.end", "End", "Record that it ends now; the minutes stand.",
            "end", _HERE, "F", reason=not_running),
    Command("meeting.open", "Open", "Open what the cursor is on.",
            "open", _HERE, "enter", reason=nothing_here),
)  # fmt: skip
