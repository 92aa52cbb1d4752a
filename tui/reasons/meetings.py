"""Why something can't be done at a meeting now, in words."""

from __future__ import annotations

from . import Situation, no_ledger


def not_running(now: Situation) -> str | None:
    """Not possible where the meeting in view doesn't run: what is written would not be in its minutes."""
    if (missing := no_ledger(now)) is not None:
        return missing
    state = getattr(now.thing, "state", "")
    if state == "running":
        return None
    return "It has ended." if state == "ended" else "It doesn't run here: B begins it, or goes on with it."


def cannot_resume(now: Situation) -> str | None:
    """Not possible where the meeting in view runs already, or has ended."""
    state = getattr(now.thing, "state", "")
    if state == "running":
        return "It runs already."
    return "It has ended." if state == "ended" else no_ledger(now)


def not_among_people(now: Situation) -> str | None:
    """Not possible where the cursor isn't on somebody who may come."""
    if (missing := no_ledger(now)) is not None:
        return missing
    return None if now.kind in ("member", "contact") else "The cursor is on nobody: w shows who may be here."
