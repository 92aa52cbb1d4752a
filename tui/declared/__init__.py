"""Every command of the TUI, declared once: bindings, key bar, help and palette all derive from this.

A file for each screen, and one for what is the same on all of them.
"""

from __future__ import annotations

from typing import Final

from ..command import Command
from . import actions, decisions, dialogs, everywhere, initiatives, lists, meetings, members, settings, sync
from .where import GRIDS, LISTS, TABLES, THINGS

COMMANDS: Final[tuple[Command, ...]] = (
    *everywhere.COMMANDS,
    *members.COMMANDS,
    *initiatives.COMMANDS,
    *meetings.COMMANDS,
    *actions.COMMANDS,
    *decisions.COMMANDS,
    *sync.COMMANDS,
    *lists.COMMANDS,
    *meetings.GOING,
    *settings.COMMANDS,
    *dialogs.COMMANDS,
)

__all__ = ["COMMANDS", "GRIDS", "LISTS", "TABLES", "THINGS"]
