"""Why an answer can't be recorded or taken now, in words."""

from __future__ import annotations

from . import Reason, Situation, no_ledger, nothing_here


def no_cell(now: Situation) -> str | None:
    """Not possible where the cursor is on no cell."""
    return no_ledger(now) or (None if now.thing else "The cursor is on no member and initiative.")


def cannot_answer(state: str) -> Reason:
    """Not possible where the cursor is on no cell, or the member stands there already."""

    def reason(now: Situation) -> str | None:
        if (missing := no_cell(now)) is not None:
            return missing
        band, _, cell = now.thing
        before = cell.state if cell else None
        if state == "withdrawn" and before != "in":
            return f"{band.name} isn't in, so there is nothing to withdraw."
        if state == "in" and before == "in" and not cell.gone:
            return f"{band.name} is in already; enter changes the terms."
        return f"{band.name} {before} already." if before == state != "in" else None

    return reason


def no_optin(now: Situation) -> str | None:
    """Not possible where the cursor is on no member's answer."""
    return nothing_here(now) or (None if now.kind == "optin" else "This is no member's answer.")


def no_answer(now: Situation) -> str | None:
    """Not possible where the cursor is on no answer of a question that has two."""
    on_one = hasattr(now.thing, "counts") and hasattr(now.thing, "number")
    return no_ledger(now) or (None if on_one else "The cursor is on no answer.")
