"""Exit codes, which error has which, and the one way an error is shown."""

from __future__ import annotations

import sys
from enum import IntEnum
from typing import Final

from ..store import errors


class Exit(IntEnum):
    """What a command's exit code tells a script."""

    OK = 0
    FAILURE = 1
    USAGE = 2
    NOT_FOUND = 3
    INVALID = 4
    NEEDS_PERSON = 5
    LOCKED = 6
    GIT = 7
    DAMAGED = 8
    INTERRUPTED = 130


_CODES: Final[tuple[tuple[type[errors.AlliedError], Exit], ...]] = (
    (errors.Usage, Exit.USAGE),
    (errors.NotFound, Exit.NOT_FOUND),
    (errors.NotALedger, Exit.NOT_FOUND),
    (errors.Invalid, Exit.INVALID),
    (errors.NeedsPerson, Exit.NEEDS_PERSON),
    (errors.Locked, Exit.LOCKED),
    (errors.GitTrouble, Exit.GIT),
    (errors.Damaged, Exit.DAMAGED),
)


def code_of(error: BaseException) -> Exit:
    """Return the exit code that goes with an error."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), Exit.FAILURE)


def fail(error: Exception, *, debug: bool = False) -> Exit:
    """Show an error on standard error, one plain line and a hint, and return its exit code."""
    if debug:
        _trace(error)
    message, hint = _words(error)
    write_line(f"allied: {message}")
    if hint:
        write_line(f"hint: {hint}")
    return code_of(error)


def write_line(text: str) -> None:
    """Write one line to standard error, whatever is in it made safe; a closed one is nobody's loss."""
    try:
        sys.stderr.write(one_line(text) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        pass


def one_line(text: str) -> str:
    """Return text with nothing in it that a terminal would act on, line breaks included."""
    if text.isascii() and text.isprintable():
        return text
    from ..store.schema.text import clean

    return " ".join(clean(text).split())


def _words(error: Exception) -> tuple[str, str | None]:
    """Return what to say of an error, and how to mend it."""
    if isinstance(error, errors.Ambiguous) and error.candidates:
        return error.message, error.hint or f"Say which: {', '.join(error.candidates)}."
    if isinstance(error, errors.NotFound) and error.nearest:
        return error.message, error.hint or f"Did you mean {' or '.join(error.nearest)}?"
    if isinstance(error, errors.AlliedError):
        return error.message, error.hint
    if isinstance(error, OSError):
        what = error.strerror or str(error)
        where = f": {error.filename}" if error.filename else ""
        return f"{what}{where}.", "Run it again with --debug to see where it came from."
    if isinstance(error, MemoryError):
        return "Out of memory.", None
    return (
        f"Something is wrong in Allied itself: {type(error).__name__}: {error}",
        "Run it again with --debug, and send what that shows to the people who make it.",
    )


def _trace(error: Exception) -> None:
    """Show where an error came from, without the values that were there: they are people's data."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    for frame in frames:
        write_line(f"  {frame.filename}:{frame.lineno} in {frame.name}")
    write_line(f"  {type(error).__module__}.{type(error).__qualname__}")
