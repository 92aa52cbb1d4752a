"""Not a byte of the ledger can change without being named, by file and line, and the rest stays readable."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from allied.store.journal import codec, disk, open_file, segment
from allied.store.journal.codec import Line, Reader
from allied.store.journal.entry import BadLine, Entry
from allied.store.journal.heads import Note
from allied.store.journal.journal import Journal
from allied.store.journal.open_file import OpenFile

from . import making

PARTS = 4


def remembering() -> Reader:
    """Return a reader that judges few lines twice, so that mostly what was changed costs time."""
    one: Callable[[bytes, str], Line] = functools.lru_cache(1000)(codec.one)

    def read(data: bytes, ledger: str) -> list[Line]:
        *lines, rest = data.split(b"\n")
        return [one(line, ledger) for line in lines] + ([BadLine("is cut off")] if rest else [])

    return read


def flips(data: bytes, part: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield, for each byte of a part, its place, its line's number, and all bytes with one bit turned."""
    for place in range(part, len(data), PARTS):
        turned = data[place] ^ (1 << (place * 5 % 8))
        yield place, data.count(b"\n", 0, place) + 1, data[:place] + bytes((turned,)) + data[place + 1 :]


def named(lines: list[Line]) -> list[int]:
    return [number for number, line in enumerate(lines, 1) if isinstance(line, BadLine)]


def only_true(lines: list[Line], true: set[str]) -> bool:
    return all(line.id in true for line in lines if isinstance(line, Entry))


@pytest.mark.parametrize("part", range(PARTS))
def test_a_bit_turned_in_a_segment_is_named(
    journal: Journal, part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = making.fill(journal, 100, sealed_every=10)
    true = {entry.id for entry in entries}
    read = remembering()
    for path in journal.segments():
        data = Path(journal.root, path).read_bytes()
        for place, line, turned in flips(data, part):
            monkeypatch.setattr(disk, "read", lambda _, found=turned: found)
            found = segment.load(journal.root, path, making.LEDGER, read)
            assert line in named(found), (path, place)
            assert only_true(found, true) and len(named(found)) <= 2, (path, place)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_bit_turned_among_open_entries_is_named(
    journal: Journal, part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = making.fill(journal, 100)
    true = {entry.id for entry in entries}
    read = remembering()
    monkeypatch.setattr(open_file, "reader", lambda *, bulk: read)
    file = OpenFile(journal.place.private, "refs/heads/main", making.LEDGER)
    note = journal.notes.read("main")
    assert isinstance(note, Note)
    for place, line, turned in flips(file.bytes(), part):
        found = file.read(turned, 0, note, lambda *_: False).lines
        assert line in named(found), place
        assert only_true(found, true), place


def test_what_is_named_carries_file_and_line_to_whoever_reads(journal: Journal) -> None:
    making.fill(journal, 6, sealed_every=3)
    making.fill(journal, 3, first=7)
    path = journal.segments()[0]
    full = Path(journal.root, path)
    lines = full.read_bytes().split(b"\n")
    lines[1] = lines[1].replace(b"Task 2", b"Bask 2")
    full.write_bytes(b"\n".join(lines))
    file = Path(journal.open_file.path)
    file.write_bytes(file.read_bytes().replace(b"Task 8", b"Bask 8"))
    reading = making.whole(Journal.open(journal.place.root))
    damage = [(problem.file, problem.line) for problem in reading.problems if problem.damage]
    assert damage == [(path, 2), ("open/main.jsonl", 2)]
    assert sorted(entry.seq for entry in reading.entries) == [1, 3, 4, 5, 6, 7, 9]


def test_lost_open_entries_are_missed(journal: Journal) -> None:
    making.fill(journal, 3)
    file = Path(journal.open_file.path)
    data = file.read_bytes()
    file.write_bytes(data[: data.index(b"\n") + 1])
    reading = journal.open_entries()
    assert [entry.seq for entry in reading.entries] == [1]
    assert [(problem.file, problem.line) for problem in reading.problems] == [("open/main.jsonl", 2)]


def test_a_line_taken_out_of_the_middle_is_missed(journal: Journal) -> None:
    making.fill(journal, 5)
    file = Path(journal.open_file.path)
    lines = file.read_bytes().split(b"\n")
    del lines[2]
    file.write_bytes(b"\n".join(lines))
    assert journal.open_entries().problems
    assert making.whole(journal).problems


def test_a_segment_cut_short_is_named(journal: Journal) -> None:
    making.fill(journal, 4, sealed_every=4)
    path = Path(journal.root, journal.segments()[0])
    data = path.read_bytes()
    for size in range(0, len(data), 17):
        path.write_bytes(data[:size])
        problems = making.whole(journal).problems
        assert problems and all(problem.file == journal.segments()[0] for problem in problems)


def test_a_segment_under_another_name_is_named(journal: Journal) -> None:
    making.fill(journal, 2, sealed_every=2)
    path = Path(journal.root, journal.segments()[0])
    for name in (path.name.replace("1-", "7-"), "1-" + "0" * 12 + ".jsonl"):
        other = path.with_name(name)
        path.rename(other)
        assert [problem.damage for problem in making.whole(journal).problems if problem.line]
        other.rename(path)
    assert not making.whole(journal).problems


def test_a_checkout_under_way_is_waited_for(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    making.fill(journal, 2, sealed_every=2)
    real, seen = disk.read, list[str]()

    def partial(path: str) -> bytes:
        seen.append(path)
        return real(path)[:100] if len(seen) == 1 else real(path)

    monkeypatch.setattr(disk, "read", partial)
    (path,) = journal.segments()
    assert all(
        isinstance(line, Entry) for line in segment.load(journal.root, path, making.LEDGER, codec.lines)
    )
    assert len(seen) == 2


def test_a_segment_that_cannot_be_read_does_not_hide_the_others(journal: Journal) -> None:
    making.fill(journal, 4, sealed_every=2)
    first, second = journal.segments()
    reading = journal.read([first, second, second.replace("3-", "5-")], {})
    assert [entry.seq for entry in reading.entries] == [1, 2, 3, 4]
    assert [problem.line for problem in reading.problems] == [0]
