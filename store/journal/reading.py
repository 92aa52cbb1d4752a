"""What reading gives: entries, what is wrong with the rest, and how far the feeds have come."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from .canonical import Json
from .entry import Entry

Heads = dict[str, list[Json]]
"""By writer: the ids and numbers of the entries that none follows, then what is missing (id, file, line)."""


class Problem(NamedTuple):
    """What is wrong where; `damage` is false for a gap, which a later pull may fill."""

    file: str
    line: int
    reason: str
    damage: bool = True


@dataclass(slots=True)
class Reading:
    """Entries without repeats, problems, heads of the sealed feeds, ids of the open entries and of all."""

    entries: list[Entry] = field(default_factory=list[Entry])
    problems: list[Problem] = field(default_factory=list[Problem])
    heads: Heads = field(default_factory=dict[str, "list[Json]"])
    open: list[str] = field(default_factory=list[str])
    ids: set[str] = field(default_factory=set[str])


def gaps(heads: Heads) -> list[Problem]:
    """Return what is missing by now, file and line being those of an entry that follows it."""
    found: list[Problem] = []
    for _, missing in heads.values():
        found += [gap(file, line, wanted) for wanted, file, line in missing]
    return found


def gap(file: str, line: int, wanted: str) -> Problem:
    """Return the problem of an entry that follows another which isn't here."""
    return Problem(
        file, line, f"follows an entry that is not here ({wanted[:12]}): a pull may bring it", False
    )
