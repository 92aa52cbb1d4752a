"""What stands on a card of the board, line by line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from .. import safe_text
from ..page import Cell, Row

HIGH: Final = 3
"""Lines of a card at least: its title, who does it by when, and what parts it from the next."""
LINES: Final = 3
"""Lines that a title takes at most."""


def lines(row: Row, cell: Callable[[str], Cell], wide: int, most: int) -> list[Cell]:
    """Return a card's lines: its title in so many at most, when and by whom, what it waits on, and a blank one."""
    title, priority = cell("title"), cell("priority").text[:1]
    found = [Cell(text, title.tone) for text in _wrapped(f"{priority} {title.text}".strip(), wide, most)]
    due, who = cell("due"), cell("owner").text or cell("assignee").text
    tone = due.tone or "dim"
    said = " · ".join(part for part in (due.text, who) if part) or "nobody's yet"
    if most > 1 and len(said) > wide and due.text:
        found += [Cell(due.text, tone), Cell(who, "dim")]
    else:
        found.append(Cell(said, tone))
    if row.thing:
        waits = "⧗ waits on " + ", ".join(row.thing)
        found += [Cell(text, "warn") for text in _wrapped(waits, wide, min(most, 2))]
    return [*found, Cell("")]


def _wrapped(text: str, wide: int, most: int) -> list[str]:
    """Return a text in lines so wide, the last of them holding all that is left."""
    found = safe_text.broken(text, wide)
    return found if len(found) <= most else [*found[: most - 1], " ".join(found[most - 1 :])]
