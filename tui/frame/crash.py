"""What is shown when Allied itself fails: where, and never with what values."""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING

from textual.worker import WorkerFailed

from .. import safe_text

if TYPE_CHECKING:
    from rich.text import Text


def report() -> Text:
    """Return the report of the exception in hand: its name and the lines it came by, no local, no message."""
    _, fault, trace = sys.exc_info()
    if isinstance(fault, WorkerFailed):
        fault, trace = fault.error, fault.error.__traceback__
    name = type(fault).__qualname__ if fault else "an unknown fault"
    lines = [
        f"Something is wrong in Allied itself: {name}.",
        "What was recorded is on disk. Please send these lines to the people who make it:",
        *(
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(trace)[-12:]
        ),
    ]
    return safe_text.printed(lines)
