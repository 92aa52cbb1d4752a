"""The book: the documents that the journal adds up to, kept up with it at the cost of what is new.

What was folded before lies in the cache's layers; what came since is folded over it, in memory, and put down
as a layer of its own when it has grown. With no cache, or none to be relied on, all is folded anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from ..errors import AlliedError
from ..journal.entry import Entry
from ..journal.journal import Journal
from ..journal.lock import Lock
from ..journal.reading import Problem, gaps
from .cache import Cache, Manifest, Sources
from .classes import aliases, groups
from .documents import document
from .fold import Folding, fold, fold_all, lines, undisturbed, whole
from .holdings import Holdings
from .layer import Json, Torn
from .state import First, State

if TYPE_CHECKING:
    pass

T = TypeVar("T")

# So many new entries are folded again at every opening before they are put down as a layer.
TAIL = 160

# How often a refresh looks again while others write.
_LOOKS = 3


class Book(Holdings):
    """The documents of one branch of one ledger."""

    def __init__(self, journal: Journal, cache: Cache, tell: Callable[[str], None]) -> None:
        """Make a book over a journal; *tell* gets a line whenever the cache had to be thrown away."""
        super().__init__(cache)
        self._journal = journal
        self._tell = tell
        # What the journal looked like at the last refresh, and up to where it is folded (`None`: unsure).
        self._stamp: Json = None
        self._folded: Json = None
        self._tail: list[str] = []
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
        if before and _same(stamp["tree"], before["tree"]) and _extends(stamp["open"], before["open"]):
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


def _same(now: list[Json], before: list[Json]) -> bool:
    """Return whether the branch and the folders of segments are as they were; git's index may have been rewritten."""
    return now[0] == before[0] and now[2] == before[2]


def _extends(now: list[int], before: list[int]) -> bool:
    """Return whether a file is the same as before, or has only grown."""
    return (now[0] == before[0] or not before[1]) and now[1] >= before[1]
