"""What the book holds of the documents, and every question that can be put to it.

What was folded lies in the cache's layers; what came since is in memory, over it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from .cache import NAMES, STATES, Cache, Manifest
from .documents import Doc, united
from .fold import undisturbed
from .layer import Json
from .names import NAMED, names, parts
from .state import Setting, State, Traced

if TYPE_CHECKING:
    from .trails import Trail

T = TypeVar("T")


class Holdings(ABC):
    """Documents, registers and names, looked up one by one or all at one stroke."""

    def __init__(self, cache: Cache) -> None:
        """Hold nothing yet but what the layers of a cache hold."""
        self._cache = cache
        self._manifest = Manifest()
        self._classes: dict[str, list[str]] = {}
        self._states: dict[str, dict[str, State]] = {}
        self._docs: dict[str, dict[str, Doc | None]] = {}
        self._tables: dict[str, dict[str, Doc]] = {}

    @abstractmethod
    def _trusting(self, read: Callable[[], T]) -> T:
        """Return what is read off the layers, after all was folded anew where they can't be relied on."""

    def key(self, key: str) -> str:
        """Return the key of the class that a key belongs to: mostly itself."""
        return self._manifest.aliases.get(key, key)

    def records(self, key: str) -> list[str]:
        """Return the keys of all records of the class that a key belongs to: mostly itself alone."""
        return list(self._classes.get(self.key(key), [key]))

    def doc(self, kind: str, key: str) -> Doc | None:
        """Return one document without loading its table."""
        top = self.key(key)
        if kind in self._tables:
            return self._tables[kind].get(top)
        above = self._docs.get(kind, {})
        if top in above:
            return above[top]
        found: Doc | None = self._trusting(lambda: self._look_up(kind, top))
        if found is not None:
            found["id"] = top
        return found

    def table(self, kind: str) -> dict[str, Doc]:
        """Return all documents of a kind by key; the mapping is the book's own."""
        if kind not in self._tables:
            self._tables[kind] = self._trusting(lambda: self._loaded(kind))
        return self._tables[kind]

    def live(self, kind: str, key: str) -> dict[str, list[Setting]]:
        """Return the live settings of each register of a document, the one to show first at the front."""
        top = self.key(key)
        return self._trusting(lambda: united(self._group(kind, top), self._manifest.aliases))

    def record(self, kind: str, key: str) -> dict[str, list[Setting]]:
        """Return the live settings of one record by itself, whatever the others of its document say."""
        found = self._trusting(lambda: self._states.get(kind, {}).get(key) or self._stored(kind, key))
        return united([found], {}) if found is not None else {}

    def written(self, kind: str, register: str) -> dict[str, str]:
        """Return when what is shown first of a register was written, by key, for each document that has it.

        At one stroke, for questions about all of them; `live` answers for one.
        """
        from .written import written

        records = self._everything(kind)
        found = written(records, register)
        for key in self._merged(records):
            found.pop(key, None)
            settings = self.live(kind, key).get(register)
            if settings:
                found[self.key(key)] = settings[0].mark.at
        return found

    def trails(self, kind: str) -> Mapping[str, Trail]:
        """Return what the traced register of each document of a kind went through, by key."""
        from .trails import Trails

        traced = _traced(kind)
        records = self._everything(kind)
        known = {key: self.trail(kind, key) for key in self._merged(records)}
        return Trails(records, traced, known)

    def trail(self, kind: str, key: str) -> Trail:
        """Return what the traced register of one document went through."""
        from .trails import merged, of_record

        traced, top = _traced(kind), self.key(key)
        group = self._trusting(lambda: self._group(kind, top))
        return merged([of_record(state, traced) for state in group])

    def _everything(self, kind: str) -> dict[str, Json]:
        """Return the states of all records of a kind, those as they are stored that nothing was added to."""
        records = self._trusting(lambda: self._all_stored(kind))
        records.update(self._states.get(kind, {}))
        return records

    def _merged(self, records: Iterable[str]) -> list[str]:
        """Return the keys that are of a document with several records."""
        if not self._manifest.aliases and not self._classes:
            return []
        return [key for key in records if key in self._manifest.aliases or key in self._classes]

    def _all_stored(self, kind: str) -> dict[str, Json]:
        with undisturbed():
            found: dict[str, Json] = {}
            for sheet in reversed(list(self._cache.newest_first(kind + STATES))):
                found.update(sheet.load())
        return found

    def marks(self, kind: str, key: str) -> list[tuple[str, str, str, int]]:
        """Return id, time, writer and number of every entry that concerns a document, by time."""
        top = self.key(key)
        group = self._trusting(lambda: self._group(kind, top))
        found = {(mark[0], mark[1], mark[2], mark[3]) for state in group for mark in state.marks}
        return sorted(found, key=lambda mark: (mark[1], mark[2], mark[3], mark[0]))

    def keys_starting(self, kind: str, start: str) -> list[str]:
        """Return the keys of the documents of a kind whose ids begin so, sorted."""
        if kind in self._tables:
            return sorted(key for key in self._tables[kind] if key.startswith(start))
        found = self._trusting(lambda: set(self._starting(kind, start)))
        found.update(key for key in self._docs.get(kind, {}) if key.startswith(start))
        return sorted(key for key in found if self.doc(kind, key) is not None)

    def named(self, start: str) -> list[tuple[str, str, str]]:
        """Return (folded name, kind, key) of what is called so; *start* ends in a tab for whole names."""
        return sorted(hit for hit in self.noted(start) if self._is_called(*hit))

    def noted(self, start: str) -> set[tuple[str, str, str]]:
        """Return the same with what was called so once and may be no more: the index alone is read."""
        hits = {parts(line) for line in self._trusting(lambda: set(self._starting(NAMES, start)))}
        for kind in NAMED:
            for key, doc in self._docs.get(kind, {}).items():
                for name, _ in names(kind, doc or {}):
                    if f"{name}\t".startswith(start):
                        hits.add((name, kind, key))
        return hits

    def _is_called(self, name: str, kind: str, key: str) -> bool:
        doc = self.doc(kind, key)
        return doc is not None and any(name == other for other, _ in names(kind, doc))

    def crossed(self) -> list[tuple[str, str]]:
        """Return kind and key of every document that has two answers to a question."""
        above = {(kind, key) for kind, docs in self._docs.items() for key in docs}
        found = {*self._cache.crossed(), *above}
        return sorted(
            (k, key) for k, key in found if (doc := self.doc(k, key)) is not None and "crossed" in doc
        )

    def _look_up(self, kind: str, key: str) -> Json:
        for sheet in self._cache.newest_first(kind):
            here, value = sheet.get(key)
            if here:
                return value
        return None

    def _loaded(self, kind: str) -> dict[str, Doc]:
        table: dict[str, Doc | None] = {}
        with undisturbed():
            for sheet in reversed(list(self._cache.newest_first(kind))):
                table.update(sheet.load())
            table.update(self._docs.get(kind, {}))
            found = {key: doc for key, doc in table.items() if doc is not None}
            for key, doc in found.items():
                doc["id"] = key
        return found

    def _starting(self, name: str, start: str) -> Iterator[str]:
        for sheet in self._cache.newest_first(name):
            yield from sheet.starting(start)

    def _stored(self, kind: str, key: str) -> State | None:
        found = self._look_up(kind + STATES, key)
        return None if found is None else State.from_json(found)

    def _group(self, kind: str, top: str) -> list[State]:
        records = self._states.get(kind, {})
        found = [records.get(key) or self._stored(kind, key) for key in self._classes.get(top, [top])]
        return [state for state in found if state is not None]


def _traced(kind: str) -> Traced:
    from ..schema import kind as kind_named

    found = kind_named(kind).traced
    assert found is not None, f"nothing of {kind} is traced"
    return found
