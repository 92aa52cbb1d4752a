"""The segments of one work tree, read, looked through and looked up."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from . import codec, disk, segment
from .codec import Line
from .entry import Entry
from .feed import Feed
from .reading import Problem

_KEPT = 64


class Where(NamedTuple):
    """What an entry is looked up by: its writer, its number and its id."""

    by: str
    seq: int
    id: str


class Shelf:
    """The segments below one ledger's root. What was looked up is kept until `forget`."""

    def __init__(self, root: str, ledger: str) -> None:
        """Hold a shelf; nothing is read yet."""
        self.root = root
        self.ledger = ledger
        self._token = ""
        self._paths: dict[str, list[str]] = {}
        self._firsts: dict[str, list[int]] = {}
        self._lines: dict[str, list[Line]] = {}
        self._listed: dict[str, tuple[list[tuple[str, int]], list[str]]] = {}

    def listed(self) -> list[str]:
        """Return the paths of all segments, sorted; a writer's whose folders haven't changed are not listed again."""
        found: list[str] = []
        for writer in segment.writers(self.root):
            times = segment.times(self.root, writer)
            known = self._listed.pop(writer, None)
            paths = known[1] if known and known[0] == times else segment.of_writer(self.root, writer)
            if segment.settled(times):
                self._listed[writer] = (times, paths)
            found += paths
        return found

    def token(self) -> str:
        """Return a text that changes whenever a segment comes or goes."""
        token = segment.token(self.root)
        if token != self._token:
            self.forget()
            self._token = token
        return token

    def forget(self) -> None:
        """Look again at what is there when next asked."""
        self._paths.clear()
        self._firsts.clear()
        self._lines.clear()

    def of(self, by: str) -> list[str]:
        """Return the paths of one writer's segments, sorted by the number of the first entry."""
        if by not in self._paths:
            self._paths[by] = segment.of_writer(self.root, by)
        return self._paths[by]

    def reader(self, paths: Sequence[str]) -> codec.Reader:
        """Return what reads these segments fastest."""
        return codec.reader(bulk=self.size(paths) > codec.MANY)

    def size(self, paths: Sequence[str]) -> int:
        """Return how many bytes segments hold."""
        total = 0
        for path in paths:
            try:
                total += os.stat(f"{self.root}/{path}").st_size
            except OSError:
                continue
        return total

    def load(self, path: str) -> list[Line]:
        """Return what each line of a segment holds; the last few are kept. Raises `OSError`."""
        if path not in self._lines:
            if len(self._lines) >= _KEPT:
                self._lines.clear()
            self._lines[path] = segment.load(self.root, path, self.ledger, self.reader([path]))
        return self._lines[path]

    def entries(self, path: str) -> list[Entry]:
        """Return the sound entries of a segment, none where it can't be read: that is told elsewhere."""
        try:
            return [entry for entry in self.load(path) if type(entry) is Entry]
        except OSError:
            return []

    def backwards(self, by: str) -> Iterator[Entry]:
        """Yield one writer's entries, the last first, reading no more segments than it takes."""
        for path in reversed(self.of(by)):
            yield from reversed(self.entries(path))

    def find(self, by: str, seq: int, entry_id: str, but: str = "") -> Entry | None:
        """Return an entry by its writer, number and id, from any segment *but* one; `None` if not here."""
        for path in self._nearest(by, seq):
            if path != but:
                for entry in self.entries(path):
                    if entry.id == entry_id:
                        return entry
        return None

    def find_all(self, wanted: Iterable[Where]) -> dict[str, Entry]:
        """Return those of many entries that are here, by id; each segment is read once, and of it no other line."""
        by_path: dict[str, list[Where]] = {}
        for one in wanted:
            path = next(self._nearest(one.by, one.seq), None)
            if path is not None:
                by_path.setdefault(path, []).append(one)
        found: dict[str, Entry] = {}
        lines = codec.reader(bulk=len(by_path) > _KEPT)
        for path, ones in by_path.items():
            found.update(self._picked(path, ones, lines))
        for one in (one for ones in by_path.values() for one in ones if one.id not in found):
            # A fork has one number twice, and a segment that isn't as it was written is judged whole.
            entry = self.find(*one)
            if entry is not None:
                found[one.id] = entry
        return found

    def _nearest(self, by: str, seq: int) -> Iterator[str]:
        """Yield the segments that may hold an entry with a number, the likeliest first."""
        paths = self.of(by)
        if by not in self._firsts:
            self._firsts[by] = [segment.name_of(path).first for path in paths]
        for at in range(bisect_right(self._firsts[by], seq) - 1, -1, -1):
            yield paths[at]

    def _picked(self, path: str, ones: Sequence[Where], lines: codec.Reader) -> dict[str, Entry]:
        """Return the entries of a segment that stand where their numbers say, by id."""
        try:
            data, sound = segment.read(self.root, path)
        except OSError:
            return {}
        written, first = data.split(b"\n"), segment.name_of(path).first
        places = {one.seq - first for one in ones} if sound else set[int]()
        kept = [written[place] for place in sorted(places) if place < len(written) - 1]
        ids = {one.id for one in ones}
        found = lines(b"".join(line + b"\n" for line in kept), self.ledger)
        return {entry.id: entry for entry in found if type(entry) is Entry and entry.id in ids}

    def holds(self, by: str, seq: int, entry_id: str) -> bool:
        """Return whether an entry is in a segment."""
        return self.find(by, seq, entry_id) is not None

    def containing(self, needle: bytes) -> Iterator[Entry]:
        """Yield the entries of those segments whose bytes contain others."""
        for path in segment.listed(self.root):
            try:
                found = needle in disk.read(f"{self.root}/{path}")
            except OSError:
                continue
            if found:
                yield from self.entries(path)

    def feed(self, by: str) -> Feed:
        """Return one writer's feed, read anew; raises `OSError`."""
        paths = segment.of_writer(self.root, by)
        feed, lines = Feed(by), self.reader(paths)
        for path in paths:
            feed.take(path, segment.load(self.root, path, self.ledger, lines))
        feed.settle()
        return feed

    def numbers(self, paths: Sequence[str]) -> dict[str, int]:
        """Return the numbers, by id, of all entries in segments."""
        lines = self.reader(paths)
        found: dict[str, int] = {}
        for path in paths:
            try:
                loaded = segment.load(self.root, path, self.ledger, lines)
            except OSError:
                continue
            found.update((entry.id, entry.seq) for entry in loaded if type(entry) is Entry)
        return found

    def differing(self, feed: Feed) -> list[Problem]:
        """Return where the line of an entry is not the one that another file has for it."""
        found: list[Problem] = []
        for file, line, entry in feed.repeats:
            other = self.find(entry.by, entry.seq, entry.id, file)
            if not entry.line:  # it was read by a helper, which hands over no lines
                entry = next((one for one in self.entries(file) if one.id == entry.id), entry)
            if other and other.line != entry.line and other.body is not None and entry.body is not None:
                why = f"is another line for entry {entry.id[:12]} than the one first met"
                found.append(Problem(file, line, why))
        return found
