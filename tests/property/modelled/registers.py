"""Registers and steps: what is there, what is about to be changed, what taking a step back gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from .vocabulary import (
    INVALID,
    MAPS,
    NEEDS_PERSON,
    NOT_FOUND,
    RECORDS,
    REQUIRED,
    SETS,
    Doc,
    Place,
    Value,
    Written,
    rank,
)


class Registers:
    """Documents as registers, what a command is about to change of them, and why it would be refused."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.registers: dict[Place, dict[str, Value]] = {}
        self.steps: dict[str, Written] = {}
        self.undone: list[str] = []
        self.pending: dict[Place, Doc] = {}
        self.codes: set[int] = set()
        self.made = 0

    # Reading

    @property
    def today(self) -> str:
        return self.now.date().isoformat()

    def day(self, ahead: int) -> str:
        return (self.now.date() + timedelta(days=ahead)).isoformat()

    def doc(self, kind: str, key: str | None) -> Doc:
        """Return a document as people see it, empty where there is none."""
        place = kind, str(key)
        values = {name: value.value for name, value in self.registers.get(place, {}).items()}
        found: Doc = {}
        for name, value in sorted((values | self.pending.get(place, {})).items()):
            first, _, element = name.partition("/")
            if value is None:
                continue
            if name in ("answer", "closing"):
                found.update(value)
            elif not element:
                found[name] = value
            elif first in MAPS:
                found.setdefault(first, {})[element] = value
            else:
                found.setdefault(first, []).append(element)
        return {name: sorted(v) if name in SETS[kind] else v for name, v in found.items()}

    def docs(self, kind: str) -> dict[str, Doc]:
        """Return the documents of a kind by key, in the order they were first made."""
        keys = dict.fromkeys(key for of, key in (*self.registers, *self.pending) if of == kind)
        return {key: doc for key in keys if (doc := self.doc(kind, key))}

    def find(self, kinds: Iterable[str], text: str) -> str | None:
        """Return the key of what a text names, or note that it names nothing or several."""
        ranked: dict[int, set[str]] = {}
        for kind in kinds:
            for key, doc in self.docs(kind).items():
                if place := rank(kind, key, doc, text):
                    ranked.setdefault(place, set()).add(key)
        best = ranked[min(ranked)] if ranked else set()
        if len(best) != 1:
            self.refuse(NEEDS_PERSON if best else NOT_FOUND)
            return None
        return best.pop()

    # Writing

    def refuse(self, code: int) -> None:
        self.codes.add(code)

    def refuse_if(self, fault: object) -> None:
        if fault:
            self.codes.add(INVALID)

    def fresh(self) -> str:
        """Return what stands for an id that the ledger is about to draw."""
        self.made += 1
        return f"new:{self.made}"

    def put(self, kind: str, key: str, values: Mapping[str, Any]) -> None:
        """Take values into what is about to be written; `None` and an empty list clear a field."""
        before = self.doc(kind, key)
        pending = self.pending.setdefault((kind, key), {})
        register, parts = RECORDS.get(kind, ("", []))
        for name, value in values.items():
            if name in SETS[kind]:
                wanted = set(value or ())
                pending |= {f"{name}/{gone}": None for gone in before.get(name, ()) if gone not in wanted}
                pending |= {f"{name}/{there}": True for there in wanted}
            elif name in MAPS:
                entries = value if value is not None else dict.fromkeys(before.get(name, ()))
                pending |= {f"{name}/{there}": entry for there, entry in entries.items()}
            elif name not in parts:
                pending[name] = value
        stated = {name: values.get(name, before.get(name)) for name in parts}
        if any(name in values for name in parts):
            stated = {name: value for name, value in stated.items() if value not in (None, [])}
            self.refuse_if(stated and parts[0] not in stated)
            pending[register] = stated or None

    def commit(self, step: str, undoes: str | None = None) -> None:
        """Let what is pending be written, by a step."""
        self.steps[step] = Written(undoes=undoes)
        for (place, name), value in self.changes().items():
            old = self.registers.get(place, {}).get(name)
            self._set(step, place, name, Value(value, step, frozenset({step}), old))
        self.pending = {}
        self.undone = []

    def changes(self) -> dict[tuple[Place, str], Any]:
        """Return what is pending and differs from what stands."""
        found: dict[tuple[Place, str], Any] = {}
        for place, values in self.pending.items():
            there = self.registers.get(place, {})
            for name, value in values.items():
                if value != (there[name].value if name in there else None):
                    found[place, name] = value
        return found

    def _set(self, step: str, place: Place, name: str, value: Value) -> None:
        self.registers.setdefault(place, {})[name] = value
        self.steps[step].values[place, name] = value

    def learn(self, known: Mapping[str, str]) -> None:
        """Put the ids that the ledger drew in the place of what stood for them."""

        def told(value: Any) -> Any:
            if isinstance(value, dict):
                return {told(name): told(part) for name, part in value.items()}
            if isinstance(value, list):
                return [told(part) for part in value]
            if isinstance(value, str):
                for stood, drawn in known.items():
                    if value == stood or value.endswith(f"/{stood}"):
                        return value.removesuffix(stood) + drawn
            return value

        self.pending = {(kind, told(key)): told(values) for (kind, key), values in self.pending.items()}

    # Taking back

    def last_step(self) -> str | None:
        """Return the last step that stands: neither taken back, nor one that took back."""
        standing: list[tuple[str, str]] = []  # what stands, and the step it stands by
        taken: dict[str, str] = {}  # what each undo took back
        for step, written in self.steps.items():
            first = self._first(step, taken)
            standing = [one for one in standing if one[0] != first]
            if written.undoes is None or written.undoes in taken:
                standing.append((first, step))
            else:
                taken[step] = first
        return standing[-1][1] if standing else None

    def _first(self, step: str, taken: Mapping[str, str]) -> str:
        """Return the step that one is about: itself, or what it takes back or brings back in the end."""
        while (undoes := self.steps[step].undoes) is not None:
            step = taken.get(undoes) or undoes
        return step

    def stands(self, step: str) -> set[bool]:
        """Return whether what a step set stands: all of it, some of it, nothing."""
        values = self.steps[step].values
        return {step in self.registers[place][name].stands_for for place, name in values}

    def taken_back(self, step: str) -> tuple[dict[tuple[Place, str], Value], int]:
        """Return what undoing a step sets, and how many registers it leaves alone."""
        found: dict[tuple[Place, str], Value] = {}
        left = 0
        for (place, name), mine in self.steps[step].values.items():
            now = self.registers[place][name]
            if step not in now.stands_for:
                left += 1
                continue
            old = mine.before or Value(None, "", frozenset(), None)
            if old.value != now.value:
                found[place, name] = Value(old.value, "", old.stands_for, now)
        self.refuse_if(not found)
        return found, left

    def halves(self, found: Mapping[tuple[Place, str], Value]) -> bool:
        """Return whether something would lose what it is called, or whose it is, and yet not be gone."""
        for kind, key in {place for place, _ in found}:
            after = {name: value.value for name, value in self.registers[kind, key].items()}
            after |= {name: value.value for (place, name), value in found.items() if place == (kind, key)}
            there = {name for name, value in after.items() if value is not None}
            if there and REQUIRED.get(kind, "member") not in there:
                return True
        return False

    def undo(self, step: str, by: str, found: Mapping[tuple[Place, str], Value]) -> None:
        """Let a step be taken back by another."""
        self.steps[by] = Written(undoes=step)
        for (place, name), value in found.items():
            self._set(by, place, name, value._replace(step=by, stands_for=value.stands_for | {by}))
        if step in self.undone:
            self.undone.remove(step)
        elif not self._took_back(step):
            self.undone.append(by)

    def _took_back(self, step: str) -> bool:
        odd = False
        undoes = self.steps[step].undoes
        while undoes is not None:
            odd, undoes = not odd, self.steps[undoes].undoes
        return odd
