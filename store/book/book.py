"""The book: the documents that the journal adds up to, kept up with it at the cost of what is new.

What was folded before lies in the cache's layers; what came since is folded over it, in memory, and put down
as a layer of its own when it has grown. With no cache, or none to be relied on, all is folded anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from ..errors import AlliedError
from ..journal.entry import Entry
from ..journal.journal import Journal
from ..journal.lock import Lock
from ..journal.reading import Problem, gaps
from .cache import NAMES, STATES, Cache, Manifest, Sources
from .classes import aliases, groups
from .documents import Doc, document, united
from .fold import Folding, fold, fold_all, lines, undisturbed, whole
from .layer import Json, Torn
from .names import NAMED, names, parts
from .state import First, Setting, State, Traced

if TYPE_CHECKING:
    from .trails import Trail

T = TypeVar("T")

# So many new entries are folded again at every opening before they are put down as a layer.
TAIL = 160

# How often a refresh looks again while others write.
_LOOKS = 3


class Book:
    """The documents of one branch of one ledger."""

    def __init__(self, journal: Journal, cache: Cache, tell: Callable[[str], None]) -> None:
        """Make a book over a journal; *tell* gets a line whenever the cache had to be thrown away."""
        self._journal = journal
        self._cache = cache
        self._tell = tell
        self._manifest = Manifest()
        self._classes: dict[str, list[str]] = {}
        # What the journal looked like at the last refresh, and up to where it is folded (`None`: unsure).
        self._stamp: Json = None
        self._folded: Json = None
        self._tail: list[str] = []
        self._states: dict[str, dict[str, State]] = {}
        self._docs: dict[str, dict[str, Doc | None]] = {}
        self._tables: dict[str, dict[str, Doc]] = {}
        self.problems: list[Problem] = []

    @property
    def opened(self) -> bool:
        """Whether it was ever brought up to the journal."""
        return self._stamp is not None

    # Keeping up

    def refresh(self) -> bool:
        """Take in what the journal has gained; return whether anything may have changed."""
        stamp = self._journal.stamp()
        if stamp == self._stamp:
            return False
        if self._stamp is None:
            self._load()
        for _ in range(_LOOKS):
            if stamp == self._folded:
                break
            try:
                self._catch_up(stamp)
            except Torn as torn:
                self._distrust(torn, stamp)
            before, stamp = stamp, self._journal.stamp()
            if stamp == before:
                break  # else somebody wrote, or sealed, between the looks at segments and at open entries
        self._stamp = stamp
        return True

    def _load(self) -> None:
        try:
            manifest = self._cache.load()
        except Torn as torn:
            self._discard(torn)
            manifest = None
        self._manifest = manifest or Manifest()
        self._folded = self._manifest.stamp
        self._classes = groups(self._manifest.aliases)
        self.problems = [Problem(*problem) for problem in self._manifest.problems]

    def _catch_up(self, stamp: Json) -> None:
        if self._folded is None and not self._manifest.layers:
            return self._rebuild(stamp)
        before = self._folded
        if before and stamp["tree"] == before["tree"] and _extends(stamp["open"], before["open"]):
            return self._take_open(stamp, before["open"][1])
        return self._take_segments(stamp)

    def _take_open(self, stamp: Json, start: int) -> None:
        """Fold what was appended to the open entries: no segment came or went."""
        waiting = self._journal.open_entries(start)
        if self._breaks_classes(waiting.entries):
            return self._rebuild(stamp)
        self._fold(waiting.entries)
        self._tail += [entry.id for entry in waiting.entries]
        self.problems += waiting.problems
        self._folded = None if waiting.problems else stamp
        if len(self._tail) > TAIL and not waiting.problems:
            known = self._cache.sources()
            self._put_down(stamp, Sources(known.segments, known.open + self._tail, known.heads))
        return None

    def _take_segments(self, stamp: Json) -> None:
        """Fold the segments that came; where some are gone, fold all anew."""
        known = self._cache.sources()
        present = self._journal.segments()
        old = set(known.segments)
        new = [name for name in present if name not in old]
        waiting = self._journal.open_entries()
        came = self._journal.read(new, known.heads, waiting.entries)
        before = {*known.open, *self._tail}
        if len(present) - len(new) != len(old) or not before <= came.ids:
            return self._rebuild(stamp)
        fresh = [entry for entry in came.entries if entry.id not in before]
        if self._breaks_classes(fresh):
            return self._rebuild(stamp)
        self._fold(fresh)
        missing = gaps(came.heads)
        problems = [problem for problem in (*came.problems, *waiting.problems) if problem.damage]
        self.problems = [*problems, *missing]
        self._manifest.problems = [list(problem) for problem in missing]
        damaged = {problem.file for problem in problems if problem.damage}
        sources = Sources(
            [n for n in present if n not in damaged], [e.id for e in waiting.entries], came.heads
        )
        if damaged:
            self._folded = None
        else:
            self._put_down(stamp, sources)
        return None

    def _rebuild(self, stamp: Json) -> None:
        """Fold the whole journal and put it down as one layer; where that can't be, keep it in memory."""
        self._states, self._docs, self._tables, self._tail = {}, {}, {}, []
        with undisturbed():
            present = self._journal.segments()
            states: Folding = {}
            reading = self._journal.read_all(present, lambda entries: fold_all(states, entries))
            damaged = {problem.file for problem in reading.problems if problem.damage}
            missing = [list(problem) for problem in reading.problems if not problem.damage]
            self._manifest = Manifest(aliases=aliases(states), problems=missing)
            self._classes = groups(self._manifest.aliases)
            self.problems = list(reading.problems)
            sources = Sources([n for n in present if n not in damaged], reading.open, reading.heads)
            if not self._write(states, None if damaged else stamp, sources, fresh=True):
                self._states = whole(states)
                self._recompute((kind, key) for kind, records in states.items() for key in records)
                self._folded = None if damaged else stamp

    def _breaks_classes(self, entries: Iterable[Entry]) -> bool:
        """Return whether entries change what is one with what."""
        return any("same" in entry.set or self._joins(entry) for entry in entries)

    def _fold(self, entries: list[Entry]) -> None:
        touched = fold(self._states, entries, self._stored)
        self._recompute(touched)

    def _recompute(self, touched: Iterable[tuple[str, str]]) -> None:
        for kind, key in touched:
            top = self._manifest.aliases.get(key, key)
            doc = document(kind, self._group(kind, top), self._manifest.aliases)
            if doc is not None:
                doc["id"] = top
            self._docs.setdefault(kind, {})[top] = doc
            table = self._tables.get(kind)
            if table is None:
                continue
            if doc is None:
                table.pop(top, None)
            else:
                table[top] = doc

    def _joins(self, entry: Entry) -> bool:
        """Return whether an entry is the first of an opt-in of something that goes by several keys."""
        if entry.kind != "optin" or not self._classes:
            return False
        pair = (entry.set.get("initiative"), entry.set.get("member"))
        return any(
            key in self._manifest.aliases or key in self._classes for key in pair if isinstance(key, str)
        )

    def _put_down(self, stamp: Json, sources: Sources) -> None:
        """Write what is in memory as a layer, or note that nothing came."""
        if self._states:
            self._write(self._with_classes(), stamp, sources, fresh=False)
        else:
            self._manifest.stamp = stamp
            self._try(lambda: self._cache.save(self._manifest, sources))
        self._folded = stamp

    def _write(
        self, states: Mapping[str, Mapping[str, State | First]], stamp: Json, sources: Sources, *, fresh: bool
    ) -> bool:
        def put() -> None:
            if fresh:
                self._cache.drop()
            made, crossed = lines(states, self._manifest.aliases, self._classes)
            self._manifest.stamp = stamp
            self._cache.add(made, crossed, self._manifest, sources)
            self._folded = stamp
            self._states, self._docs, self._tail = {}, {}, []

        return self._try(put)

    def _with_classes(self) -> dict[str, dict[str, State]]:
        """Return the states in memory, with all of each class that one of them belongs to."""
        full = {kind: dict(records) for kind, records in self._states.items()}
        for kind, records in self._states.items():
            for key in records:
                for other in self._classes.get(self._manifest.aliases.get(key, key), ()):
                    state = full[kind].get(other) or self._stored(kind, other)
                    if state is not None:
                        full[kind][other] = state
        return full

    def _try(self, put: Callable[[], None]) -> bool:
        """Write to the cache, unless another process does or the disk says no: all works without."""
        try:
            with Lock(self._cache.folder.with_name(self._cache.folder.name + ".lock"), wait=0):
                put()
        except (OSError, AlliedError):
            return False
        return True

    # Distrust

    def _discard(self, torn: Torn) -> None:
        self._tell(f"The cache of the ledger was not as it was written ({torn}); it is built anew.")
        self._cache.drop()

    def _distrust(self, torn: Torn, stamp: Json) -> None:
        """Throw the cache away and fold all anew, unless another process merely replaced it."""
        self._cache.close()
        before = [layer.name for layer in self._manifest.layers]
        self._states, self._docs, self._tables, self._tail = {}, {}, {}, []
        try:
            manifest = self._cache.load()
        except Torn:
            manifest = None
        if manifest is not None and [layer.name for layer in manifest.layers] != before:
            self._load()
            try:
                if stamp != self._folded:
                    self._catch_up(stamp)
                return
            except Torn as again:
                torn = again
        self._discard(torn)
        self._rebuild(stamp)

    def _trusting(self, read: Callable[[], T]) -> T:
        try:
            return read()
        except Torn as torn:
            self._distrust(torn, self._stamp or self._journal.stamp())
            return read()

    # Reading

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


def _extends(now: list[int], before: list[int]) -> bool:
    """Return whether a file is the same as before, or has only grown."""
    return (now[0] == before[0] or not before[1]) and now[1] >= before[1]


def _traced(kind: str) -> Traced:
    from ..schema import kind as kind_named

    found = kind_named(kind).traced
    assert found is not None, f"nothing of {kind} is traced"
    return found
