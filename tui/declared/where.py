"""Where commands apply, by the names of screens."""

from __future__ import annotations

from typing import Final

LISTS: Final = ("today", "members", "initiatives", "actions", "decisions", "log", "sync", "meetings")
"""Screens that are a list with a pane beside it."""
OVER: Final = ("charts", "step")
"""Lists opened over others."""
OPENED: Final = ("decision", "meeting", *OVER)
"""Screens opened over others that hold a list of their own."""
TABLES: Final = (*LISTS, *OPENED)
"""Screens with a list on them."""
THINGS: Final = (*LISTS, "thing", *OPENED)
"""Screens that have a thing in view."""
GRIDS: Final = {"matrix": "cells"}
"""Screens of cells, each with the name of the part that holds them."""
