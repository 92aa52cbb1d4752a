"""One command of the TUI: what it is called, what it does, where, by which key, and why not now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ..reasons import Situation, never


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do, and where."""

    id: str
    name: str
    help: str
    action: str
    """The Textual action that does it, run from the screen in view."""
    where: tuple[str, ...]
    """The screens or dialogs it applies to; `app` is every screen, `list` and `pane` are parts of any."""
    key: str = ""
    """Its keys as Textual spells them, with commas between; none: the palette only."""
    chord: str = ""
    """The letter that does it after `g`."""
    shown: bool = True
    """Whether the key bar names it."""
    reason: Callable[[Situation], str | None] = field(default=never)
    """Why it is not possible now, `None` where it is."""
    rank: int = 0
    """Where the key bar has no room for all, the lowest goes first."""
    short: str = ""
    """What the key bar calls it where room is short."""
