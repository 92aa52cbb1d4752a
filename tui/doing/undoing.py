"""Taking back a step, the last or one of the log, or doing it again, and saying what that did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..messages import Written

if TYPE_CHECKING:
    from ...store.ledger import Ledger, Step

_SAID_EACH = 3


def undo(ledger: Ledger, *, step: str | None = None) -> Written:
    """Undo a step, this clone's last if none is named; raises `NotFound` and `Invalid` as the store does."""
    done = ledger.undo(step)
    rest = "U does it again." if step else "U does it again; u takes back the step before."
    said = f"Undone: {_told(ledger, done.entries[0].undoes)}\n{rest}{_left(ledger, done)}"
    return Written(said, plain=f"Undone. {rest}")


def redo(ledger: Ledger) -> Written:
    """Write again what this clone's last undo took back; raises `NotFound` and `Invalid` as the store does."""
    from ...store.verbs import redoing

    done = redoing.redo(ledger)
    taken = ledger.step(done.entries[0].undoes or "")[0].undoes
    said = f"Done again: {_told(ledger, taken)}\nu takes it back.{_left(ledger, done)}"
    return Written(said, plain="Done again. u takes it back.")


def _told(ledger: Ledger, step: str | None) -> str:
    """Return what a step had recorded, in a sentence."""
    from ...store.views.sentences import sentence

    return sentence(ledger, ledger.step(step)) if step else ""


def _left(ledger: Ledger, done: Step) -> str:
    """Return what an undo left as it is, since somebody has gone on from there."""
    said = [
        f"{ledger.label(one.kind, one.key)}, {one.register.partition('/')[0].replace('_', ' ')}: "
        + (
            f"{ledger.writer_name(one.since.by)} has changed it since"
            if one.since
            else "nothing of it stands"
        )
        for one in done.skipped[:_SAID_EACH]
    ]
    if not said:
        return ""
    more = len(done.skipped) - len(said)
    return f"\nLeft as it is: {'; '.join(said)}{f'; and {more} more' if more else ''}."
