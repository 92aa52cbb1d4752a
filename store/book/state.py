"""What the journal says of one document: its registers' live values and who set them.

A register's value is live until an entry that had it in view (its `over`) sets the register anew. What is
kept is the same in whatever order the entries came and however often: nothing here reads a clock.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, cast

from ..journal.entry import Entry

Json = Any

First = tuple[str, str, str, int, dict[str, Json]]
"""What one entry said all of, superseding nothing: its id, time, writer and number, and the values.

Most documents of a large ledger stay like this, and a tuple costs a fifth of a state.
"""


Traced = tuple[str, str]
"""A register, and the part of its value whose earlier words are kept at hand."""


class Mark(NamedTuple):
    """Where one entry stands: its id, the writer's time, the writer and its number in the feed."""

    id: str
    at: str
    by: str
    seq: int


class Setting(NamedTuple):
    """One live value of a register and the entry that set it."""

    mark: Mark
    value: Json


class State:
    """One document's registers, folded from its entries.

    `values` and `setter` hold the registers with a single live setting (the setter's place in `marks`; absent
    means the first), `several` those with more, `dead` the ids that were superseded before they were seen.
    `trail` holds the words that a traced register went through, each with its setter's place; of a document
    with one entry it is empty, since the value says the same.
    """

    __slots__ = ("dead", "marks", "setter", "several", "trail", "values")

    marks: list[Sequence[Any]]
    values: dict[str, Json]
    setter: dict[str, int]
    several: dict[str, list[list[Json]]]
    dead: dict[str, list[str]]
    trail: list[list[Json]]

    def __init__(self) -> None:
        self.marks = []
        self.values = {}
        self.setter = {}
        self.several = {}
        self.dead = {}
        self.trail = []

    @classmethod
    def of(cls, first: First) -> State:
        """Return the state of a document that one entry said all of."""
        state = cls()
        state.marks.append(first[:4])
        state.values.update(first[4])
        return state

    def knows(self, entry_id: str) -> bool:
        """Return whether the entry has been folded already."""
        return any(mark[0] == entry_id for mark in self.marks)

    def apply(self, entry: Entry, traced: Traced | None = None) -> None:
        """Fold one entry in; one that is known already changes nothing."""
        if self.knows(entry.id):
            return
        here = len(self.marks)
        if traced is not None and here:
            self._trace(entry, here, traced)
        self.marks.append((entry.id, entry.at, entry.by, entry.seq))
        over = entry.over
        unseen = [x for x in over if not self.knows(x)] if over else []
        superseded = self._buried(entry.id) if self.dead else ()
        for register, value in entry.set.items():
            kept = [pair for pair in self._pairs(register) if self.marks[pair[0]][0] not in over]
            if register not in superseded:
                kept.append([here, value])
            self._keep(register, kept)
            if unseen:
                self.dead[register] = sorted({*self.dead.get(register, ()), *unseen})

    def _trace(self, entry: Entry, here: int, traced: Traced) -> None:
        """Note the word that an entry sets, and before it, once, the one that was the first."""
        register, part = traced
        if not self.trail and here == 1 and register in self.values:
            self.trail.append([0, word(self.values[register], part)])
        if register in entry.set:
            self.trail.append([here, word(entry.set[register], part)])

    def _buried(self, entry_id: str) -> list[str]:
        """Take the id off the lists of those superseded before they came; return the registers concerned."""
        registers = [register for register, ids in self.dead.items() if entry_id in ids]
        for register in registers:
            left = [x for x in self.dead.pop(register) if x != entry_id]
            if left:
                self.dead[register] = left
        return registers

    def _pairs(self, register: str) -> list[list[Json]]:
        if register in self.several:
            return list(self.several[register])
        if register in self.values:
            return [[self.setter.get(register, 0), self.values[register]]]
        return []

    def _keep(self, register: str, pairs: list[list[Json]]) -> None:
        self.several.pop(register, None)
        self.values.pop(register, None)
        self.setter.pop(register, None)
        if len(pairs) == 1:
            self.values[register] = pairs[0][1]
            if pairs[0][0]:
                self.setter[register] = pairs[0][0]
        elif pairs:
            self.several[register] = pairs

    def registers(self) -> list[str]:
        """Return the registers that have a live setting, in no order."""
        return [*self.values, *self.several]

    def live(self, register: str) -> list[Setting]:
        """Return the live settings of a register, the one to show first at the front."""
        found = [Setting(Mark(*self.marks[i]), value) for i, value in self._pairs(register)]
        return shown_first(found)

    def to_json(self) -> dict[str, Json]:
        """Return the state as plain data, as short as it can be."""
        data: dict[str, Json] = {"m": self.marks, "v": self.values}
        if self.setter:
            data["s"] = self.setter
        if self.several:
            data["x"] = self.several
        if self.dead:
            data["d"] = self.dead
        if self.trail:
            data["t"] = self.trail
        return data

    @classmethod
    def from_json(cls, data: dict[str, Json]) -> State:
        """Return the state that `to_json` gave."""
        state = cls()
        state.marks = data["m"]
        state.values = data["v"]
        state.setter = data.get("s", {})
        state.several = data.get("x", {})
        state.dead = data.get("d", {})
        state.trail = data.get("t", [])
        return state


def word(value: Json, part: str) -> Json:
    """Return the part of a value that says what it comes to, `None` where it has none."""
    return cast("dict[str, Json]", value).get(part) if isinstance(value, dict) else None


def as_state(state: State | First) -> State:
    """Return a state, made of a first entry where that is what is given."""
    return State.of(state) if isinstance(state, tuple) else state


def first_json(first: First) -> dict[str, Json]:
    """Return what `State.to_json` gives for a document that one entry said all of."""
    return {"m": [first[:4]], "v": first[4]}


def shown_first(settings: Iterable[Setting]) -> list[Setting]:
    """Return settings with the greatest (time, id) first: the order of display, and of nothing else."""
    return sorted(settings, key=lambda setting: (setting.mark.at, setting.mark.id), reverse=True)


def differing(values: Iterable[Json]) -> list[Json]:
    """Return the values without repeats, keeping their order."""
    found: list[Json] = []
    for value in values:
        if not any(same(value, other) for other in found):
            found.append(value)
    return found


def same(one: Json, other: Json) -> bool:
    """Return whether two JSON values are the same; unlike in Python, `true` is not `1`."""
    if one != other or type(one) is not type(other):
        return False
    return isinstance(one, str) or json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
