"""Opening Allied full screen, from a command or straight from the shell."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def asked_for(args: list[str]) -> bool:
    """Return whether a command line asks for the full screen and nothing else, at a terminal.

    Such a line needs no parser, whose loading would be half of what one waits for.
    """
    at, rest = _place(args)
    if rest not in ([], ["tui"]) or (at is not None and not os.path.isdir(at)):
        return False
    return sys.stdin.isatty() and sys.stdout.isatty()


def open_on(args: list[str]) -> int:
    """Open the full screen as a line that `asked_for` it says; return the exit code."""
    at, _ = _place(args)
    return full_screen(Path(at) if at is not None else None)


def full_screen(path: Path | None) -> int:
    """Start the TUI on the ledger at *path*, else on the nearest one, and return its exit code.

    Where there is none it offers to make one, join one or look at the demo.
    """
    import gc

    gc.disable()  # until the first screen stands there is nothing to collect; the app turns it on then
    from ..tui.app import run

    return run(path)


def _place(args: list[str]) -> tuple[str | None, list[str]]:
    """Return the folder that `-C` names, and the words after it."""
    return (args[1], args[2:]) if args[:1] == ["-C"] and len(args) > 1 else (None, args)
