"""Why something can't be done with the member or the initiative in view, in words."""

from __future__ import annotations

from . import Reason, Situation, nothing_here, refused


def not_on(kind: str) -> Reason:
    """Not possible where the cursor is on another kind of thing."""

    def reason(now: Situation) -> str | None:
        if (missing := nothing_here(now)) is not None:
            return missing
        return None if now.kind == kind else f"This is no {kind}."

    return reason


def cannot_stand(status: str) -> Reason:
    """Not possible where the member stands there already, or can't."""

    def reason(now: Situation) -> str | None:
        if (missing := not_on("member")(now)) is not None:
            return missing
        doc = now.doc or {}
        if (doc.get("status") or "active") == status:
            return f"It is {status} already."
        return refused("member", doc, status)

    return reason


def is_closed(now: Situation) -> str | None:
    """Not possible for an initiative that is closed."""
    if (missing := not_on("initiative")(now)) is not None:
        return missing
    return "It is closed already." if (now.doc or {}).get("stage") == "closed" else None
