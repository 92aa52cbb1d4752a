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
) -> tuple[list[Change], list[Skipped]]:
    """Return the changes that take back what the entries of one step did to one document.

    One change for each different wanted value, each over all that is live and none over each other, so that
    what were rivals before the step are rivals again.
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
        standing = [setting for setting in settings if _origins(setting.mark.id, register, entry_of) & step]
        if not standing:
            skipped.append(Skipped(kind, key, register, settings[0].mark if settings else None))
            continue
        values = [setting.value for setting in settings if setting not in standing]
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


def _origins(entry_id: str, register: str, entry_of: Callable[[str], Entry | None]) -> set[str]:
    """Return the entries whose value an entry stands for: itself, or what it brought back by undoing another.

    So one undo after another goes back one step after another.
    """
    found: set[str] = set()
    waiting = [entry_id]
    while waiting:
        here = waiting.pop()
        entry = entry_of(here)
        if here in found:
            continue
        found.add(here)
        if entry is None or entry.undoes is None:
            continue
        # It stands for what the undone step had superseded, or for what stood beside that step's value.
        before = [x for o in entry.over if (x := entry_of(o)) and register in x.set]
        undone = [x for x in before if x.step[0] == entry.undoes]
        beside = [x for x in before if x.step[0] != entry.undoes]
        for old in (*beside, *(x for one in undone for o in one.over if (x := entry_of(o)))):
            if register in old.set and same(old.set[register], entry.set.get(register)):
                waiting.append(old.id)
    return found


def _before(
    register: str, key: str, step: set[str], mine: Sequence[Entry], entry_of: Callable[[str], Entry | None]
) -> list[Json]:
    """Return the values of a register that the step's entries superseded and nothing among those had."""
    olds = [
        old
        for x in dict.fromkeys(x for entry in mine if register in entry.set for x in entry.over)
        if x not in step and (old := entry_of(x)) is not None and register in old.set
    ]
    passed = {x for old in olds for x in old.over}
    return [old.set[register] for old in olds if old.id not in passed]
