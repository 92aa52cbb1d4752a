"""Why something can't be done with a decision now, in words."""

from __future__ import annotations

from typing import Final

from .reasons import Situation, nothing_here

_NOT_OPEN: Final = {
    "draft": "It is a draft: p opens it for positions.",
    "superseded": "Another decision has taken its place.",
}


def no_decision(now: Situation) -> str | None:
    """Not possible where no decision is in view."""
    return nothing_here(now) or (None if now.kind == "decision" else "The cursor is on no decision.")


def cannot_state(now: Situation) -> str | None:
    """Not possible where the decision takes no positions, or the cursor is on no member."""
    if (missing := no_decision(now)) is not None or now.doc is None:
        return missing
    status = str(now.doc.get("status") or "draft")
    if status != "open":
        return _NOT_OPEN.get(status, f"It is {status}: positions are taken while it is open.")
    return None if now.thing is not None else "The cursor is on no member."
