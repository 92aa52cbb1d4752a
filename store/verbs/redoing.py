"""Redoing: the undo of this clone's last undo, where nothing was written since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..errors import Invalid, NotFound

if TYPE_CHECKING:
    from ..journal.entry import Entry
    from ..ledger import Ledger, Step

_FIRST = 256


def redo(ledger: Ledger) -> Step:
    """Write again what this clone's last undo took back; raises `NotFound`, `Invalid`."""
    with ledger.writing():
        return ledger.undo(_last_undo(ledger))


def _last_undo(ledger: Ledger) -> str:
    """Return the id of this clone's last undo that was not itself taken back."""
    gone: set[str] = set()
    written = False
    steps = _own_steps(ledger)
    for entry in steps.values():
        step = entry.step[0]
        if step in gone:
            continue  # it was taken back, and so does what it took back count again
        if entry.undoes is not None:
            gone.add(entry.undoes)
        if _is_undo(ledger, entry, steps):
            if written:
                raise Invalid(
                    "Something was written since the last undo.",
                    f"allied undo {step[:8]} takes that undo back all the same.",
                )
            return step
        written = written or entry.undoes is None
    raise NotFound("There is no undo of yours to take back.", "allied log shows the steps and their ids.")


def _own_steps(ledger: Ledger) -> dict[str, Entry]:
    """Return an entry of each step of this clone's, the newest first, as far back as the last undo."""
    by, limit = ledger.writer, _FIRST
    while True:
        newest = ledger.newest(limit)
        own = sorted((e for e in newest if e.by == by), key=lambda entry: entry.seq, reverse=True)
        steps = {entry.step[0]: entry for entry in own}
        if len(newest) < limit or any(entry.undoes for entry in own[: -_FIRST // 2]):
            return steps
        limit *= 8


def _is_undo(ledger: Ledger, entry: Entry, steps: Mapping[str, Entry]) -> bool:
    """Return whether an entry takes back what somebody did, rather than an undo."""
    odd, here = False, entry
    while here.undoes is not None:
        odd = not odd
        here = steps.get(here.undoes) or ledger.step(here.undoes)[0]
    return odd
