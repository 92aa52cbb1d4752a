"""One command of the TUI: what it is called, what it does, where, by which key, and why not now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

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
    fitting: bool = False
    """Whether the key bar names it only where it is possible: it is for some lines of a list, and not for others."""
    acts: Literal["", "one", "alike", "many"] = ""
    """On what it acts: nothing in view, one thing, all that are marked if they are of one kind, or all of them."""
    rank: int = 0
    """Where the key bar has no room for all, the lowest goes first."""
    short: str = ""
    """What the key bar calls it where room is short."""
