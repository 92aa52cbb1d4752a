"""A run of lines written one after another: which of them, though sound in themselves, were changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from .codec import Line
from .entry import Entry

Sealed = Callable[[str, int, str], bool]
"""Says, by writer, number and id, whether an entry is in a segment."""


def misfits(lines: Sequence[Line], last: str | None = None, sealed: Sealed | None = None) -> list[int]:
    """Return the places of entries in a run whose heads are not as they were written.

    An entry's head is vouched for by the entry after it, which names its id; *last* is the id that the last
    entry is known to have had. What lies next to a line that is no entry is taken as it is.
    """
    entries = [line if type(line) is Entry else None for line in lines]
    broken = [
        (place, one, other)
        for place, (one, other) in enumerate(pairwise(entries))
        if one and other and one.id not in other.prev and one.by == other.by
    ]
    found = set(_strangers(entries, sealed))
    later = {place for place, _, _ in broken}
    for place, one, other in broken:
        if place + 1 in later or place in found or place + 1 in found:
            continue  # of two broken links in a row, the later one tells which entry it is
        sure = place + 2 < len(lines) or other.id == last
        found.add(place if sure or not _nearly_names(other, one.id) else place + 1)
    return sorted(found)


def _strangers(entries: Sequence[Entry | None], sealed: Sealed | None) -> Iterator[int]:
    """Yield the places of entries that say they are another writer's than the ones around them show.

    Nobody follows another writer's entry, and what a writer follows is here or in a segment.
    """
    for place, (one, other) in enumerate(pairwise(entries)):
        if one is None or other is None or one.by == other.by:
            continue
        if one.id in other.prev:
            yield place + 1
        elif other.seq == one.seq + 1 and _is_lost(other, entries, sealed):
            yield place


def _is_lost(entry: Entry, entries: Sequence[Entry | None], sealed: Sealed | None) -> bool:
    here = {other.id for other in entries if other}
    away = [link for link in entry.prev if link not in here]
    return any(sealed is None or not sealed(entry.by, entry.seq - 1, link) for link in away)


def _nearly_names(entry: Entry, wanted: str) -> bool:
    """Return whether an entry names what it follows nearly right, as after a fault in that very name."""
    return any(sum(a != b for a, b in zip(name, wanted, strict=True)) <= 2 for name in entry.prev)
