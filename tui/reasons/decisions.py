"""Why something can't be done with a decision now, in words."""

from __future__ import annotations

from typing import Final

from . import Situation, nothing_here, refused

_NOT_OPEN: Final = {
    "draft": "It is a draft: p opens it for positions.",
    "superseded": "Another decision has taken its place.",
}


def no_decision(now: Situation) -> str | None:
    """Not possible where no decision is in view."""
    return nothing_here(now) or (None if now.kind == "decision" else "This is no decision.")


def cannot_state(now: Situation) -> str | None:
    """Not possible where the decision takes no positions, or the cursor is on no member."""
    if (missing := no_decision(now)) is not None or now.doc is None:
        return missing
    status = str(now.doc.get("status") or "draft")
    if status != "open":
        return _NOT_OPEN.get(status, f"It is {status}: positions are taken while it is open.")
    return None if now.thing is not None else "The cursor is on no member."


def cannot_other(now: Situation) -> str | None:
    """Not possible where the decision takes no positions."""
    return cannot_state(Situation(now.open, now.kind, now.doc, True))


def cannot_answer(now: Situation) -> str | None:
    """Not possible where the member under the cursor has made no objection."""
    if (missing := no_decision(now)) is not None:
        return missing
    if now.thing is None:
        return "The cursor is on no member."
    return None if now.thing.answer else f"{now.thing.handle} has made no objection."


def cannot_open(now: Situation) -> str | None:
    """Not possible where the decision was opened already, or ended in a way that stays."""
    if (missing := no_decision(now)) is not None or now.doc is None:
        return missing
    return refused("decision", now.doc, "open")


def cannot_close(now: Situation) -> str | None:
    """Not possible before it was open, or once it has ended."""
    if (missing := no_decision(now)) is not None or now.doc is None:
        return missing
    status = str(now.doc.get("status") or "draft")
    if status == "open":
        return None
    return _NOT_OPEN.get(status, f"It is {status} already.")
