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
KINDS: Final = ("member", "initiative", "action", "contact", "group", "optin")
"""Screens that hold one thing, called by its kind."""
ONE: Final = (*KINDS, "thing")
"""The same, and the one for a thing of any other kind."""
OVER: Final = ("charts", "step")
"""Lists opened over others."""
OPENED: Final = ("decision", "meeting", *OVER)
"""Screens opened over others that hold a list of their own."""
TABLES: Final = (*LISTS, *OPENED)
"""Screens with a list on them."""
THINGS: Final = (*LISTS, *ONE, *OPENED, "board")
"""Screens that have a thing in view."""
GRIDS: Final = {"matrix": "cells", "board": "cards"}
"""Screens of cells or cards, each with the name of the part that holds them."""
PANED: Final = (*LISTS, *ONE, "step", "decision", "board")
"""Screens with a pane that shows a thing whole."""
PARTS: Final = {"list": "#table", "links": "#detail", **{part: f"#{part}" for part in GRIDS.values()}}
"""The parts of screens that carry commands out themselves, by their selectors."""
