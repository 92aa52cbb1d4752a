"""Which step comes next to be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .entry import Entry

_WINDOW = 64
_ENOUGH = 4096


def last_standing(backwards: Iterable[Entry]) -> list[Entry]:
    """Return the entries of the last step of a feed that still stands, given the feed newest first.

    A step that was undone doesn't stand, nor does what undid it; what undid an undo does.
    """
    entries: dict[str, dict[str, Entry]] = {}
    window = _WINDOW
    for entry in backwards:
        if entry.step[0] not in entries and len(entries) >= window:
            found, sure = _standing([next(iter(step.values())) for step in entries.values()])
            if found and (sure or window >= _ENOUGH):
                return _in_order(entries[found])
            window *= 2
        entries.setdefault(entry.step[0], {})[entry.id] = entry
    found, _ = _standing([next(iter(step.values())) for step in entries.values()])
    return _in_order(entries[found]) if found else []


def _standing(backwards: Sequence[Entry]) -> tuple[str, bool]:
    """Return the last standing step, and whether nothing older could change that."""
    standing: dict[str, str] = {}  # each step that stands, and the step that it stands by now
    brought: dict[str, str] = {}  # what each step brought about: itself, or what it brought back
    taken: dict[str, str] = {}  # what each undo took back
    sure = True
    for entry in reversed(backwards):
        step, undone = entry.step[0], entry.undoes
        if undone is not None and undone not in taken:
            sure = sure and undone in brought
            taken[step] = brought.get(undone, undone)
            standing.pop(taken[step], None)
            continue
        first = step if undone is None else taken[undone]
        brought[step] = first
        standing.pop(first, None)
        standing[first] = step
    return next(reversed(standing.values()), ""), sure


def _in_order(entries: dict[str, Entry]) -> list[Entry]:
    return sorted(entries.values(), key=lambda entry: entry.seq)
