"""Every command of the TUI, declared once: bindings, key bar, help and palette all derive from this.

A file for each screen, and one for what is the same on all of them.
"""

from __future__ import annotations

from typing import Final

from . import (
    actions,
    charts,
    decisions,
    dialogs,
    everywhere,
    initiatives,
    lists,
    meetings,
    members,
    settings,
    sync,
    today,
)
from .command import Command
from .where import GRIDS, KINDS, LISTS, PANED, PARTS, TABLES, THINGS

COMMANDS: Final[tuple[Command, ...]] = (
    *everywhere.COMMANDS,
    *members.COMMANDS,
    *initiatives.COMMANDS,
    *meetings.COMMANDS,
    *actions.COMMANDS,
    *today.COMMANDS,
    *decisions.COMMANDS,
    *sync.COMMANDS,
    *charts.COMMANDS,
    *lists.COMMANDS,
    *meetings.GOING,
    *members.GOING,
    *charts.GOING,
    *settings.COMMANDS,
    *dialogs.COMMANDS,
)

__all__ = ["COMMANDS", "GRIDS", "KINDS", "LISTS", "PANED", "PARTS", "TABLES", "THINGS"]
