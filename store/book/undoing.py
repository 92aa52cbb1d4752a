"""What takes a step back: for each register the value that would stand had the step not been."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..journal.entry import Entry
from .documents import LINK
from .state import Json, Mark, Setting, differing, same


@dataclass(frozen=True, slots=True)
class Change:
    """Registers of one document to be set by one entry; `over` is what the person had in view."""

    kind: str
    key: str
    set: Mapping[str, Json]
    over: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A register that an undo left alone, and the entry that has set it since (`None`: nobody's any more)."""

    kind: str
    key: str
    register: str
    since: Mark | None


def undoing(
    kind: str,
    key: str,
    mine: Sequence[Entry],
    live: Mapping[str, Sequence[Setting]],
    entry_of: Callable[[str], Entry | None],
    own: Mapping[str, Sequence[Setting]] | None = None,
) -> tuple[list[Change], list[Skipped]]:
    """Return the changes that take back what the entries of one step did to one document.

    One change for each different wanted value, each over all that is live and none over each other, so that
    what were rivals before the step are rivals again. *own* is what is live of the record alone, where it is one of
    several of its document: there it still says what it said before it was made one with the others.
    """
    wanted: dict[str, list[Json]] = {}
    skipped: list[Skipped] = []
    view: dict[str, Sequence[Setting]] = {}
    step = {entry.id for entry in mine}
    for register in dict.fromkeys(register for entry in mine for register in entry.set):
        settings = live.get(register, ())
        if register == LINK:
            settings = [one for one in settings if (e := entry_of(one.mark.id)) and e.key == key]
        view[register] = settings
        origins = _Origins(register, entry_of)
        standing = [setting for setting in settings if origins.of(setting.mark.id) & step]
        if not standing:
            skipped.append(Skipped(kind, key, register, settings[0].mark if settings else None))
            continue
        values = [setting.value for setting in settings if setting not in standing]
        if not values and own is not None:
            alone = own.get(register, ())
            values = [
                one.value for one in alone if one not in standing and not origins.of(one.mark.id) & step
            ]
        if not values:
            values = _before(register, key, step, mine, entry_of)
        now = [setting.value for setting in settings]
        values = differing(values) or [None]
        if len(now) != 1 or len(values) != 1 or not same(now[0], values[0]):
            wanted[register] = values
    over = tuple(sorted({setting.mark.id for register in wanted for setting in view[register]}))
    rows = max((len(values) for values in wanted.values()), default=0)
    changes = [
        Change(kind, key, {r: values[row] for r, values in wanted.items() if row < len(values)}, over)
        for row in range(rows)
    ]
    return changes, skipped


class _Origins:
    """The entries whose value each entry stands for in one register: itself, and what it brought back by undoing.

    So one undo after another goes back one step after another, and a step can be named whatever came since.
    """

    def __init__(self, register: str, entry_of: Callable[[str], Entry | None]) -> None:
        """Look entries up by *entry_of*."""
        self._register = register
        self._entry_of = entry_of
        self._known: dict[str, frozenset[str]] = {}

    def of(self, entry_id: str) -> frozenset[str]:
        """Return the ids of the entries that one stands for; a long row of undos is gone along, not into."""
        waiting = [entry_id]
        while waiting:
            here = waiting[-1]
            needed = [x for x in self._needed(here) if x not in self._known]
            if needed:
                waiting += needed
                continue
            waiting.pop()
            olds = self._brought_back(here)
            self._known[here] = frozenset({here}.union(*(self._known[old] for old in olds)))
        return self._known[entry_id]

    def _needed(self, here: str) -> list[str]:
        """Return what has to be known first: of what it superseded, then of what that had."""
        if here in self._known:
            return []
        before = [old.id for old in self._before(here)]
        missing = [old for old in before if old not in self._known]
        return missing or self._brought_back(here)

    def _before(self, here: str) -> list[Entry]:
        entry = self._entry_of(here)
        if entry is None or entry.undoes is None:
            return []
        return [x for old in entry.over if (x := self._entry_of(old)) and self._register in x.set]

    def _brought_back(self, here: str) -> list[str]:
        """Return the entries of the same value that the undone step had superseded, or that stood beside it."""
        entry, found = self._entry_of(here), list[str]()
        for one in self._before(here):
            stood = [x for old in self._known[one.id] if (x := self._entry_of(old))]
            undone = [x for x in stood if entry is not None and x.step[0] == entry.undoes]
            olds = [x for u in undone for o in u.over if (x := self._entry_of(o))] if undone else [one]
            found += [x.id for x in olds if entry is not None and self._same(x, entry)]
        return found

    def _same(self, old: Entry, entry: Entry) -> bool:
        return self._register in old.set and same(old.set[self._register], entry.set.get(self._register))


def _before(
    register: str, key: str, step: set[str], mine: Sequence[Entry], entry_of: Callable[[str], Entry | None]
) -> list[Json]:
    """Return the values of a register that the step's entries superseded and nothing among those had."""
    olds = [
        old
        for x in dict.fromkeys(x for entry in mine if register in entry.set for x in entry.over)
        if x not in step and (old := entry_of(x)) is not None and register in old.set
    ]
    passed = _passed(olds, register, entry_of) if len(olds) > 1 else set[str]()
    return [old.set[register] for old in olds if old.id not in passed]


def _passed(olds: Sequence[Entry], register: str, entry_of: Callable[[str], Entry | None]) -> set[str]:
    """Return the entries that others superseded in a register, these or what led to them.

    What an entry had in view it had for all the registers it set: in this one it may have been passed long before.
    """
    passed: set[str] = set()
    waiting = [x for old in olds for x in old.over]
    while waiting:
        here = waiting.pop()
        entry = None if here in passed else entry_of(here)
        if entry is not None and register in entry.set:
            passed.add(here)
            waiting += entry.over
    return passed
