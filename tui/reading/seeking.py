"""Finding among very many things by what is typed: by name first, then nearly by name, then by text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from heapq import nsmallest
from itertools import islice
from time import monotonic
from typing import Final

from .things import Thing

STARTS: Final = 0.95
WORD: Final = 0.8
PART: Final = 0.6
NEARLY: Final = 0.4
TEXT: Final = 0.3
"""How well what was found fits, from 0 to 1, the same scale for things and for commands."""
ENOUGH: Final = 10
"""Where so many are found, what only nearly fits is not looked for."""
_SHORTEST_ID: Final = 4
"""Letters of an id, as it is shown at the shortest."""
_SLICE: Final = 4096
"""So many are looked through between two looks whether it is still wanted."""
_SHORTEST: Final = 3
_GAP: Final = 8
_LONGEST: Final = 0.3
"""Seconds."""
_WIDEST: Final = 4.0
"""Letters typed may be spread over so many times their number in a name."""

_HEX: Final = frozenset("0123456789abcdef")
Hit = tuple[float, Thing]
Wanted = Callable[[], bool]


def named(things: Sequence[Thing], typed: str, limit: int = 40, wanted: Wanted = lambda: True) -> list[Hit]:
    """Return the things whose names fit best, the best first; fewer where it is no longer *wanted*."""
    words = typed.lower().split()
    if not words:
        return []
    first = words[0]
    found: list[Thing] = []
    for part in _slices(things, wanted):
        some = [thing for thing in part if first in thing.names]
        found += [thing for thing in some if all(word in thing.names for word in words[1:])]
    hits = [(fit(thing.names, words), thing) for thing in found]
    return _best(hits, limit)


def by_id(things: Sequence[Thing], typed: str, limit: int = 20, wanted: Wanted = lambda: True) -> list[Hit]:
    """Return the things whose ids begin with what is typed, as ids are shown and commands take them."""
    start = typed.strip().lower().removeprefix("#")
    if len(start) < _SHORTEST_ID or not _HEX.issuperset(start):
        return []
    found = [thing for part in _slices(things, wanted) for thing in part if thing.key.startswith(start)]
    return _best([(STARTS, thing) for thing in found], limit)


def nearly(things: Sequence[Thing], typed: str, limit: int = 20, wanted: Wanted = lambda: True) -> list[Hit]:
    """Return the things in whose names the letters come in this order, near each other; it takes not for ever."""
    letters = "".join(typed.lower().split())
    if len(letters) < _SHORTEST:
        return []
    # From the start of a word on, each letter at most so far from the one before that it can't be tried for long.
    gap = f"[^\n]{{0,{_GAP}}}?"
    pattern, until = re.compile("(?<![^\\W_])" + gap.join(map(re.escape, letters))), monotonic() + _LONGEST
    hits: list[Hit] = []
    for part in _slices(things, lambda: wanted() and monotonic() < until):
        for thing in part:
            if (match := pattern.search(thing.names)) is not None:
                spread = (match.end() - match.start()) / len(letters)
                if spread <= _WIDEST:
                    hits.append((NEARLY / spread, thing))
    return _best(hits, limit)


def worded(things: Sequence[Thing], typed: str, limit: int = 20, wanted: Wanted = lambda: True) -> list[Hit]:
    """Return the things whose text holds every word that was typed."""
    words = typed.lower().split()
    if len("".join(words)) < _SHORTEST:
        return []
    first = words[0]
    found: list[Thing] = []
    for part in _slices(things, wanted):
        some = [thing for thing in part if thing.text and first in thing.text]
        found += [thing for thing in some if all(word in thing.text for word in words[1:])]
        if len(found) >= limit:
            break
    return _best([(TEXT, thing) for thing in found], limit)


def fit(names: str, words: Sequence[str]) -> float:
    """Return how well words fit names, a line each, that hold them all: a start beats a word beats a part."""
    first = words[0]
    if names.startswith(first) or f"\n{first}" in names:
        return STARTS
    return WORD if f" {first}" in names or f"-{first}" in names else PART


def around(text: str, typed: str, width: int = 60) -> str:
    """Return the part of a text that holds what was typed."""
    at = max(0, text.find(typed.lower().split()[0]) - width // 3)
    cut = text[at : at + width].replace("\n", " ")
    return ("…" if at else "") + cut + ("…" if at + width < len(text) else "")


def _slices(things: Sequence[Thing], wanted: Wanted) -> Iterator[Sequence[Thing]]:
    left = iter(things)
    while wanted() and (part := list(islice(left, _SLICE))):
        yield part


def _best(hits: list[Hit], limit: int) -> list[Hit]:
    return nsmallest(limit, hits, key=lambda hit: (-hit[0], len(hit[1].title), hit[1].title))
