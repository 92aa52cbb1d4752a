"""Every command of the TUI, declared once: bindings, key bar, help and palette all derive from this.

A file for each screen, and one for what is the same on all of them.
"""

from __future__ import annotations

from typing import Final

from ..command import Command
from . import actions, dialogs, everywhere, lists, members
from .where import LISTS, THINGS

COMMANDS: Final[tuple[Command, ...]] = (
    *everywhere.COMMANDS,
    *members.COMMANDS,
    *actions.COMMANDS,
    *lists.COMMANDS,
    *dialogs.COMMANDS,
)

__all__ = ["COMMANDS", "LISTS", "THINGS"]
