"""Where commands apply, by the names of screens."""

from __future__ import annotations

from typing import Final

LISTS: Final = ("today", "members", "initiatives", "actions", "decisions", "log", "sync")
"""Screens that are a list with a pane beside it."""
THINGS: Final = (*LISTS, "thing")
"""Screens that have a thing in view."""
