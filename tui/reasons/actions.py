"""Why something can't be done with the action in view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import Reason, Situation, nothing_here, refused


def no_action(now: Situation) -> str | None:
    """Not possible where the cursor is on no action."""
    if (missing := nothing_here(now)) is not None:
        return missing
    return None if now.kind == "action" else "This is no action."


def cannot_move(status: str) -> Reason:
    """Not possible where the action in view can't become that."""

    def reason(now: Situation) -> str | None:
        if (missing := no_action(now)) is not None:
            return missing
        return _against(now.doc or {}, status)

    return reason


def _against(doc: Mapping[str, Any], status: str) -> str | None:
    if doc.get("status", "todo") == status:
        return f"It is {status} already."
    return refused("action", doc, status)
