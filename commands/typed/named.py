"""Several things at once: named one after another on the command line, or a line each on standard input."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from ...store.errors import Invalid

if TYPE_CHECKING:
    from ..run import Run

STDIN: Final = "-"
_HEADING: Final = ("id", "ID")


def keys(run: Run, kind: str, texts: Sequence[str]) -> list[str]:
    """Return the keys of what was named, each once, in order; raises `NotFound`, `Ambiguous`, `Invalid`."""
    return list(dict.fromkeys(run.key(kind, text) for text in spread(texts)))


def spread(texts: Sequence[str]) -> list[str]:
    """Return what was named, with what stands on standard input where one is `-`; raises `Invalid`."""
    found: list[str] = []
    for text in texts:
        found += read() if text == STDIN else [text]
    return found


def is_many(texts: Sequence[str]) -> bool:
    """Return whether several things were asked for, be it that only one is named in the end."""
    return len(texts) != 1 or texts[0] == STDIN


def lines() -> list[str]:
    """Return the lines of standard input that say something, as names of what is new."""
    return [line.strip() for line in sys.stdin.read().splitlines() if line.strip()]


def read() -> list[str]:
    """Return the things named on standard input, one a line: JSON lines by their id, tables by the first cell.

    Raises `Invalid` for a line that begins as JSON does and isn't.
    """
    lines = [line.strip() for line in sys.stdin.read().splitlines()]
    if lines and lines[0].split("\t")[0].strip() in _HEADING:
        lines = lines[1:]
    return [_named(number, line) for number, line in enumerate(lines, 1) if line]


def _named(number: int, line: str) -> str:
    if not line.startswith("{"):
        return line.split("\t")[0].strip()
    import json

    try:
        item: Any = json.loads(line)
    except ValueError:
        item = None
    name = cast("dict[str, Any]", item).get("id") if isinstance(item, dict) else None
    if not isinstance(name, str):
        raise Invalid(
            f"Line {number} of standard input is no object with an id.",
            "Give a handle or an id a line, or the lines that --format jsonl writes.",
        )
    return name
