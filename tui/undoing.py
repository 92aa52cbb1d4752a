"""Taking back the last step, and saying what that did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .messages import Written

if TYPE_CHECKING:
    from ..store.ledger import Ledger


def undo(ledger: Ledger) -> Written:
    """Undo this clone's last step; raises `NotFound` and `Invalid` as the store does."""
    step = ledger.undo()
    names = sorted({ledger.label(entry.kind, entry.key) for entry in step.entries})
    said = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    left = len(step.skipped)
    rest = f"\n{left} of its values stay, since somebody has set them anew." if left else ""
    return Written(
        f"Undone: {said}. u again takes that back.{rest}", plain="Undone. u again takes that back."
    )
