"""Taking back the last step, or doing it again, and saying what that did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..messages import Written

if TYPE_CHECKING:
    from ...store.ledger import Ledger, Step


def undo(ledger: Ledger) -> Written:
    """Undo this clone's last step; raises `NotFound` and `Invalid` as the store does."""
    step = ledger.undo()
    said, rest = _named(ledger, step)
    return Written(
        f"Undone: {said}. u again takes that back.{rest}", plain="Undone. u again takes that back."
    )


def redo(ledger: Ledger) -> Written:
    """Write again what this clone's last undo took back; raises `NotFound` and `Invalid` as the store does."""
    from ...store.verbs import redoing

    said, rest = _named(ledger, redoing.redo(ledger))
    return Written(f"Done again: {said}. u takes it back.{rest}", plain="Done again. u takes it back.")


def _named(ledger: Ledger, step: Step) -> tuple[str, str]:
    """Return the names of what a step changed, and what is to be said of what it left alone."""
    names = sorted({ledger.label(entry.kind, entry.key) for entry in step.entries})
    said = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    left = len(step.skipped)
    rest = f"\n{left} of its values stay, since somebody has set them anew." if left else ""
    return said, rest
