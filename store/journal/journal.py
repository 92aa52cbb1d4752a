"""The journal: all feeds together, the truth. Reads them, appends to this clone's own, seals it."""

from __future__ import annotations

import heapq
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from ..errors import Ambiguous, NotFound
from . import codec, halves, segment, writing
from .entry import BadLine, Entry, is_hex
from .feed import Feed
from .heads import Notes
from .open_file import OpenFile, others, step_start
from .own import Own
from .place import Place, current_ref, find, has_remote, read_config
from .reading import Heads, Problem, Reading, gaps
from .shelf import Shelf, Where
from .steps import last_standing
from .writer import Writer

# Few, so that what was just read is still in the processor's cache when it is folded.
_BATCH = 100


_LAST = 200  # entries, among which the last of every feed mostly is


class Journal:
    """All feeds that one clone of a ledger sees on its branch."""

    def __init__(self, place: Place, ledger_id: str) -> None:
        """Hold the journal of a ledger; nothing is read yet."""
        self.place = place
        self.ledger_id = ledger_id
        self.torn: Path | None = None
        """Where bytes were set aside that a cut-off write had left, the last time that it was so."""
        self.root = str(place.root)
        self.notes = Notes(place.private)
        self.own = Own(place.private)
        self.writer = Writer(place.private)
        self.open_file = OpenFile(place.private, place.ref, ledger_id)
        self._open_by_id: tuple[list[int], dict[str, Entry]] | None = None
        self._open_from: tuple[list[int], Entry | None] = ([], None)
        self._lines: dict[str, int] = {}
        self.shelf = Shelf(self.root, ledger_id)

    @classmethod
    def open(cls, start: Path) -> Journal:
        """Return the journal of the ledger at *start* or above; raises what `find` and `read_config` do."""
        place = find(start)
        return cls(place, read_config(place.root).ledger)

    def book_folder(self) -> Path:
        """Return where what is derived from this branch is kept."""
        return self.place.private / "book" / (self.open_file.stem or "%detached")

    def lock_path(self) -> Path:
        """Return the file whose lock a writer holds."""
        return self.place.private / "lock"

    # Has anything come?

    def look(self) -> None:
        """Take notice of a branch checked out meanwhile."""
        ref = current_ref(self.place)
        if ref != self.place.ref:
            self.place = replace(self.place, ref=ref)
            self.open_file = OpenFile(self.place.private, ref, self.ledger_id)

    def stamp(self) -> dict[str, Any]:
        """Return, as plain data, what tells whether anything came: segments, `tree`, or open entries, `open`.

        No file of entries is read for it.
        """
        self.look()
        tree = [self.place.ref, _index(self.place.index), self.shelf.token()]
        return {"tree": tree, "open": self.open_file.stat()}

    def waiting(self) -> list[Any]:
        """Return, as plain data, what tells whether other entries wait to be shared: a remote, and what it lacks."""
        return [has_remote(self.place), self.own.token()]

    def segments(self) -> list[str]:
        """Return the paths of all segments, relative to the root, sorted by writer and number."""
        return self.shelf.listed()

    def other_refs(self) -> list[str]:
        """Return the short names of the other branches that have open entries of their own."""
        return others(self.open_file.folder, self.open_file.stem)

    def missing(self) -> list[str]:
        """Return the paths of this clone's own segments that the branch lacks and no remote may have."""
        return self.own.missing(self.segments())

    # Reading

    def read(self, paths: Sequence[str], heads: Heads, waiting: Sequence[Entry] = ()) -> Reading:
        """Return what segments that came, and open entries, add to a reading that ended with *heads*."""
        reading = Reading(heads=dict(heads), open=[entry.id for entry in waiting])
        reading.ids.update(reading.open)
        new = set(paths)

        def earlier(by: str) -> Mapping[str, int]:
            return self.shelf.numbers([path for path in segment.of_writer(self.root, by) if path not in new])

        self._read(paths, waiting, reading, earlier, reading.entries.extend, reading.ids)
        return reading

    def read_all(self, paths: Sequence[str], take: Callable[[list[Entry]], object]) -> Reading:
        """Hand all entries, open ones too, to *take* by the batch; return the rest of what was read."""
        waiting = self.open_entries()
        reading = Reading(open=[entry.id for entry in waiting.entries])
        self._read(paths, waiting.entries, reading, None, take, None)
        reading.problems += waiting.problems
        return reading

    def open_entries(self, start: int = 0) -> Reading:
        """Return the open entries of this branch, from a byte offset of their file on.

        A step at the end that is not all there was never acknowledged, and is left out; what the offset cuts
        in two is read from where it begins.
        """
        if not self.open_file.stem:
            return Reading()
        note, data = self.notes.read(self.open_file.stem), self.open_file.bytes()
        if note and note.size > len(data):  # entries may have been sealed between the two: look again
            note, data = self.notes.read(self.open_file.stem), self.open_file.bytes()
        if start:
            start = step_start(data, start)
        found = self.open_file.read(data[start:], start, note, self.shelf.holds)
        first = data.count(b"\n", 0, start) + 1
        reading = Reading()
        for line, entry in enumerate(found.lines, first):
            if type(entry) is Entry:
                reading.entries.append(entry)
                self._lines[entry.id] = line
            elif type(entry) is BadLine:
                reading.problems.append(Problem(self.open_file.name, line, entry.reason))
        return reading

    def _read(
        self,
        paths: Sequence[str],
        waiting: Sequence[Entry],
        reading: Reading,
        earlier: Callable[[str], Mapping[str, int]] | None,
        take: Callable[[list[Entry]], object],
        ids: set[str] | None,
    ) -> None:
        size = self.shelf.size(paths)
        many = size > codec.MANY
        lines = codec.reader(bulk=many)
        paths = sorted(paths, key=segment.sort_key)
        sealed = {by: list(group) for by, group in groupby(paths, _writer_of)}
        with codec.undisturbed(many), halves.helping(self.root, self.ledger_id, paths, size) as helper:
            for by in sorted({*sealed, *(entry.by for entry in waiting)}):
                feed = Feed(by, reading.heads.get(by, ()))
                batch: list[Entry] = []
                for path in sealed.get(by, ()):
                    found = helper.lines(path) if helper else None
                    if found is None:
                        found = self._lines_of(path, lines, reading)
                    if ids is not None:
                        ids.update(entry.id for entry in found if type(entry) is Entry)
                    batch += feed.take(path, found)
                    if len(batch) >= _BATCH:
                        take(batch)
                        batch = []
                batch += feed.settle(earlier)
                reading.heads[by] = feed.state()
                for entry in waiting:
                    if entry.by == by:
                        batch += feed.take(self.open_file.name, (entry,), self._lines.get(entry.id, 0))
                batch += feed.settle(earlier)
                reading.problems += feed.problems + self.shelf.differing(feed)
                take(batch)

    def _lines_of(self, path: str, lines: codec.Reader, reading: Reading) -> list[codec.Line]:
        try:
            return segment.load(self.root, path, self.ledger_id, lines)
        except OSError as error:
            reading.problems.append(Problem(path, 0, f"can't be read: {error.strerror}"))
            return []

    def unshared(self) -> list[Entry]:
        """Return this clone's sealed entries that no remote was seen to have, none where there is no remote."""
        if not has_remote(self.place):
            return []
        lines = codec.reader(bulk=False)
        found: list[Entry] = []
        for path in self.own.listed():
            with suppress(OSError, ValueError):
                found += [e for e in lines(self.own.read(path), self.ledger_id) if type(e) is Entry]
        return found

    def arrived(self) -> list[Entry]:
        """Return the entries that came in with the last sync, the newest first."""
        from . import last

        return last.arrived(self.place.private, self.root, self.ledger_id, self.segments)

    # Looking up

    def find(self, by: str, seq: int, entry_id: str) -> Entry | None:
        """Return one entry by its writer, number and id, `None` where it is not here."""
        found = self._opened().get(entry_id) if self._may_be_open(by, seq) else None
        return self.shelf.find(by, seq, entry_id) if found is None else found

    def find_all(self, wanted: Iterable[Where]) -> dict[str, Entry]:
        """Return those of many entries that are here, by id, at the cost of reading each file once."""
        found: dict[str, Entry] = {}
        sealed: list[Where] = []
        for one in wanted:
            entry = self._opened().get(one.id) if self._may_be_open(one.by, one.seq) else None
            if entry is None:
                sealed.append(one)
            else:
                found[one.id] = entry
        return found | self.shelf.find_all(sealed)

    def _may_be_open(self, by: str, seq: int) -> bool:
        """Return whether an entry may be among the open ones, told by where those begin."""
        stat = self.open_file.stat()
        if self._open_from[0] != stat:
            self._open_from = (stat, self.open_file.first())
        first = self._open_from[1]
        return stat[1] > 0 and (first is None or by != first.by or seq >= first.seq)

    def _opened(self) -> dict[str, Entry]:
        """Return the open entries by id; they are read again once their file has changed."""
        stat = self.open_file.stat()
        if self._open_by_id is None or self._open_by_id[0] != stat:
            self._open_by_id = (stat, {entry.id: entry for entry in self.open_entries().entries})
        return self._open_by_id[1]

    def newest(self, limit: int | None = None) -> list[Entry]:
        """Return the entries that were written last by their writers' clocks, newest first.

        Of each feed no more is read than it takes.
        """
        feeds = [self.shelf.backwards(by) for by in segment.writers(self.root)]
        feeds.append(reversed(self.open_entries().entries))
        found: dict[str, Entry] = {}
        for entry in heapq.merge(*feeds, key=lambda entry: (entry.at, entry.id), reverse=True):
            if len(found) == limit:
                break
            found.setdefault(entry.id, entry)
        return list(found.values())

    def step(self, start: str) -> list[Entry]:
        """Return the entries of the one step whose id, or one of whose entries' ids, begins so.

        Raises `NotFound`, `Ambiguous`.
        """
        found = self._steps_starting(start)
        if not found and (entry := self._entry_starting(start)) is not None:
            found = self._steps_starting(entry.step[0])
        if not found:
            raise NotFound(f"There is no step {start}.", "allied log shows the steps and their ids.")
        if len(found) > 1:
            raise Ambiguous(
                f"{len(found)} steps begin with {start}.", "Give more of the id.", tuple(sorted(found))
            )
        (entries,) = found.values()
        return sorted(entries.values(), key=lambda entry: entry.seq)

    def _steps_starting(self, start: str) -> dict[str, dict[str, Entry]]:
        """Return the entries of the steps whose ids begin so, by step and entry."""
        found: dict[str, dict[str, Entry]] = {}
        if start and is_hex(start, len(start)):
            needle = b'"step":["' + start.encode()
            for entry in chain(self.shelf.containing(needle), self.open_entries().entries):
                if entry.step[0].startswith(start):
                    found.setdefault(entry.step[0], {})[entry.id] = entry
        return found

    def _entry_starting(self, start: str) -> Entry | None:
        """Return the entry whose id begins so: no line holds its own id, the next of its feed does."""
        if not start or not is_hex(start, len(start)):
            return None
        for entry in self.newest(_LAST):
            if entry.id.startswith(start):
                return entry
        for entry in chain(self.shelf.containing(b'"' + start.encode()), self.open_entries().entries):
            before = next((one for one in entry.prev if one.startswith(start)), None)
            if before is not None:
                return self.find(entry.by, entry.seq - 1, before)
        return None

    def last_step(self) -> list[Entry]:
        """Return the entries of this clone's last step that still stands, none where there is none."""
        by = self.writer.id()
        if by is None:
            return []
        waiting = [entry for entry in self.open_entries().entries if entry.by == by]
        return last_standing(chain(reversed(waiting), self.shelf.backwards(by)))

    # Who

    def writer_id(self) -> str | None:
        """Return the id that this clone writes under, `None` before its first write."""
        return self.writer.id()

    def forked(self) -> bool:
        """Return whether two clones have written under this one's id: two of its entries have one number."""
        by = self.writer_id()
        if by is None:
            return False
        numbers = self.shelf.numbers(segment.of_writer(self.root, by))
        return len(set(numbers.values())) < len(numbers)

    def me(self) -> str | None:
        """Return the key of the contact who uses this clone."""
        return self.writer.me()

    def set_me(self, key: str) -> None:
        """Note who uses this clone; raises `CannotWrite`. The caller holds the lock."""
        self.writer.set_me(key)

    def meeting(self) -> str | None:
        """Return the key of the meeting that runs where this clone is."""
        return self.writer.meeting()

    def set_meeting(self, key: str | None) -> None:
        """Note the meeting that runs, `None` where it is over; raises `CannotWrite`. The caller holds the lock."""
        self.writer.set_meeting(key)

    # Writing: the caller holds the lock

    def append(self, bodies: Sequence[Mapping[str, Any]], at: str) -> list[Entry]:
        """Write bodies as one step: all of it is on the disk when this returns, or nothing is.

        Raises `CannotWrite` where the disk refuses, `Invalid` where the change can't be an entry.
        """
        return writing.append(self, bodies, at)

    def seal(self, publish: Callable[[str], None] | None = None) -> Path | None:
        """Seal the open entries into a segment; return its path, `None` where there are none.

        *publish* is called with the segment's path, relative to the root, before the open file is trimmed.
        Stopped between any two steps, the next call goes on with nothing twice and nothing lost.
        """
        return writing.seal(self, publish)


def _writer_of(path: str) -> str:
    return path.split("/", 2)[1]


def _index(path: Path) -> list[Any]:
    """Return inode, size and time of git's index, and its last 20 bytes, which are its checksum."""
    try:
        fd = os.open(path, os.O_RDONLY)
    except OSError:
        return []
    try:
        found = os.fstat(fd)
        tail = os.pread(fd, 20, max(0, found.st_size - 20))
    except OSError:
        return []
    finally:
        os.close(fd)
    return [found.st_ino, found.st_size, found.st_mtime_ns, tail.hex()]


__all__ = ["Heads", "Journal", "Problem", "Reading", "gaps"]
