"""What can be done on every screen: going places, undoing, finding, leaving."""

from __future__ import annotations

from typing import Final

from ..reasons import no_ledger
from .command import Command

COMMANDS: Final[tuple[Command, ...]] = (
    Command("go.today", "Today", "What needs somebody now.",
            "app.go('today')", ("app",), "1", "t", False, no_ledger),
    Command("go.members", "Members", "Who is in the coalition.",
            "app.go('members')", ("app",), "2", "m", False, no_ledger),
    Command("go.initiatives", "Initiatives", "What members can opt in to.",
            "app.go('initiatives')", ("app",), "3", "i", False, no_ledger),
    Command("go.actions", "Actions", "Who does what by when.",
            "app.go('actions')", ("app",), "4", "a", False, no_ledger),
    Command("go.decisions", "Decisions", "What is decided, over whose objections.",
            "app.go('decisions')", ("app",), "5", "d", False, no_ledger),
    Command("go.log", "Log", "What was recorded, the newest first.",
            "app.go('log')", ("app",), "6", "l", False, no_ledger),
    Command("go.sync", "Sync", "What waits to be shared, and what came.",
            "app.go('sync')", ("app",), "7", "s", False, no_ledger),
    Command("go.to", "Go to", "Then a letter: to a screen, or to the top.",
            "app.prefix", ("app",), "g", shown=False),
    Command("sync", "Sync now", "Share what waits, and take in what others shared.",
            "app.share", ("app",), "Y,f5", shown=False, reason=no_ledger),
    Command("sync.stop", "Stop syncing", "End a sync that runs; what waits goes with the next one.",
            "app.stop_sharing", ("app",), reason=no_ledger),
    Command("save", "Save", "Commit what was written since the last time, without a network.",
            "app.save", ("app",), reason=no_ledger),
    Command("upgrade", "Upgrade", "Bring this ledger to the newest format; an older Allied can't read it then.",
            "app.upgrade", ("app",), reason=no_ledger),
    Command("undo", "Undo", "Take back the last step of this clone.",
            "app.undo", ("app",), "u", reason=no_ledger),
    Command("redo", "Redo", "Write again what the last undo took back.",
            "app.redo", ("app",), "U,ctrl+r", shown=False, reason=no_ledger),
    Command("find", "Find", "Find any thing by name, or any command.",
            "app.command_palette", ("app",), "ctrl+p"),
    Command("jump", "Jump", "Letters over the parts of the screen; the letter goes there.",
            "app.jump", ("app",), "ctrl+o", shown=False),
    Command("present", "Share screen", "Show only what the coalition may see, then what the public may, then all.",
            "app.present", ("app",), "f9", shown=False, reason=no_ledger),
    Command("help", "Help", "Explain this screen and its keys.",
            "app.help", ("app",), "question_mark,f1"),
    Command("coalition", "Coalition", "What the coalition is called, and what it takes for granted.",
            "app.whole('coalition')", ("app",), reason=no_ledger),
    Command("me", "Who am I", "Say who uses this clone.", "app.whole('me')", ("app",), reason=no_ledger),
    Command("theme", "Theme", "Choose the colours until you leave; the settings keep them.",
            "app.change_theme", ("app",)),
    Command("write.stop", "Stop writing", "End a write that takes long, before anything of it is on disk.",
            "app.stop_writing", ("app",), "ctrl+c", shown=False),
    Command("aside", "Put aside", "Back to the shell for now; fg there comes back.",
            "app.put_aside", ("app",), "ctrl+z", shown=False),
    Command("quit", "Quit", "Leave Allied, once all that was recorded is on disk.",
            "app.quit", ("app",), "q", shown=False),
)  # fmt: skip
