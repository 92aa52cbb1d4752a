"""Where commands apply, by the names of screens."""

from __future__ import annotations

from typing import Final

LISTS: Final = (
    "today",
    "members",
    "initiatives",
    "actions",
    "decisions",
    "log",
    "sync",
    "meetings",
    "people",
)
"""Screens that are a list with a pane beside it."""
OVER: Final = ("charts", "step")
"""Lists opened over others."""
OPENED: Final = ("decision", "meeting", *OVER)
"""Screens opened over others that hold a list of their own."""
TABLES: Final = (*LISTS, *OPENED)
"""Screens with a list on them."""
THINGS: Final = (*LISTS, "thing", *OPENED, "board")
"""Screens that have a thing in view."""
GRIDS: Final = {"matrix": "cells", "board": "cards"}
"""Screens of cells or cards, each with the name of the part that holds them."""
PARTS: Final = {"list": "#table", **{part: f"#{part}" for part in GRIDS.values()}}
"""The parts of screens that carry commands out themselves, by their selectors."""
