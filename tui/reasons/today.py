"""Why a line of Today can't be put off or chased, in words."""

from __future__ import annotations

from typing import Final

from . import Situation, nothing_here

DUE: Final = {"action": "due", "optin": "expected_by"}
"""What says, of each kind that can be put off, until when something is waited for."""


def cannot_wait(now: Situation) -> str | None:
    """Not possible for what has no day that could be moved."""
    if (missing := nothing_here(now)) is not None:
        return missing
    return None if now.kind in DUE else "Only an action, or an answer that is waited for, can be put off."
