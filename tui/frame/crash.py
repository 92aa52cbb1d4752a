"""What is shown when Allied itself fails: where, and never with what values."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.worker import WorkerFailed

from .. import safe_text

if TYPE_CHECKING:
    from rich.text import Text

_ROOT: Final = Path(__file__).parents[2]
_OURS: Final = ("tui", "store", "commands")
_FEW: Final = 6


def report() -> Text:
    """Return the report of the exception in hand: its name and the lines it came by, no local, no message."""
    _, fault, trace = sys.exc_info()
    if isinstance(fault, WorkerFailed):
        fault, trace = fault.error, fault.error.__traceback__
    name = type(fault).__qualname__ if fault else "an unknown fault"
    frames = traceback.extract_tb(trace)
    lines = [
        f"Something is wrong in Allied itself: {name}.",
        "All that was recorded is on disk; what was being typed is not.",
        "Please send these lines to the people who make Allied. They hold nothing of the coalition's:",
        f"  allied {_version()}, Python {'.'.join(map(str, sys.version_info[:3]))}, {sys.platform}",
        *_said(frame for frame in frames if _where(frame)[0]),
        *_said([frame for frame in frames if not _where(frame)[0]][-_FEW:]),
    ]
    return safe_text.printed(lines)


def _said(frames: Iterable[traceback.FrameSummary]) -> list[str]:
    """Return where each frame is, a line each."""
    return [f"  {_where(frame)[1]}:{frame.lineno} {frame.name}" for frame in frames]


def _where(frame: traceback.FrameSummary) -> tuple[bool, str]:
    """Return whether a frame is in code of ours, and its file without the folders above, which may name somebody."""
    path = Path(frame.filename)
    if path.is_relative_to(_ROOT) and path.relative_to(_ROOT).parts[0] in _OURS:
        return True, path.relative_to(_ROOT).as_posix()
    return False, "/".join(path.parts[-2:])


def _version() -> str:
    """Return which Allied this is."""
    try:
        return version("allied")
    except PackageNotFoundError:
        return "of no version"
