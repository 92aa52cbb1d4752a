"""Opening Allied full screen, from a command or straight from the shell."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

_PLAIN: Final = ("dumb", "unknown")
"""What `TERM` is where nothing can be drawn."""


def asked_for(args: list[str]) -> bool:
    """Return whether a command line asks for the full screen and nothing else, at a terminal.

    Such a line needs no parser, whose loading would be half of what one waits for.
    """
    at, rest = _place(args)
    if rest not in ([], ["tui"]) or (at is not None and not os.path.isdir(at)):
        return False
    return at_terminal()


def at_terminal() -> bool:
    """Return whether there is a terminal to fill: one that somebody types at and sees, and that can be drawn on."""
    streams = (sys.stdin, sys.stdout, sys.stderr)  # what is drawn goes to the last of them
    return all(stream.isatty() for stream in streams) and os.environ.get("TERM") not in _PLAIN


def open_on(args: list[str]) -> int:
    """Open the full screen as a line that `asked_for` it says; return the exit code."""
    at, _ = _place(args)
    return full_screen(Path(at) if at is not None else None)


def full_screen(path: Path | None) -> int:
    """Start the TUI on the ledger at *path*, else on the nearest one, and return its exit code.

    Where there is none it offers to make one, join one or look at the demo.
    """
    import codecs
    import gc

    # Python itself takes the plain C locale for UTF-8: who is here has said that the terminal takes another.
    encoding = sys.stderr.encoding
    if codecs.lookup(encoding).name != "utf-8":
        from ..store.errors import AlliedError
        from .errors import fail

        words = f"The full screen is drawn in UTF-8, and this terminal is said to take {encoding}."
        hint = "Set LC_ALL=C.UTF-8 where the terminal takes that; allied today says the same as text."
        return fail(AlliedError(words, hint))

    gc.disable()  # until the first screen stands there is nothing to collect; the app turns it on then
    from ..tui.app import run

    return run(path)


def _place(args: list[str]) -> tuple[str | None, list[str]]:
    """Return the folder that `-C` names, and the words after it."""
    return (args[1], args[2:]) if args[:1] == ["-C"] and len(args) > 1 else (None, args)
