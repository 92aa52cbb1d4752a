"""Segments are named by what they hold, come once, and are never touched again."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from allied.store.errors import CannotWrite, FromTheFuture
from allied.store.journal import disk, segment
from allied.store.journal.journal import Journal

from . import making


def test_a_segment_is_named_by_writer_month_number_and_digest(journal: Journal) -> None:
    making.write(journal, making.body(1), at="2026-11-30T23:59:59.999Z")
    making.write(journal, making.body(2), at="2026-12-01T00:00:00.000Z")
    open_bytes = Path(journal.open_file.path).read_bytes()
    path = making.seal(journal)
    assert path is not None
    digest = hashlib.sha256(open_bytes).hexdigest()[:12]
    assert path == journal.place.root / "feeds" / str(journal.writer_id()) / "2026-11" / f"1-{digest}.jsonl"
    assert path.read_bytes() == open_bytes
    assert (journal.place.private / "own" / path.relative_to(journal.root)).read_bytes() == open_bytes
    assert Path(journal.open_file.path).read_bytes() == b""


def test_nothing_open_seals_nothing(journal: Journal) -> None:
    assert making.seal(journal) is None
    making.fill(journal, 1, sealed_every=1)
    assert making.seal(journal) is None
    assert len(journal.segments()) == 1


def test_sealing_says_where_before_it_trims(journal: Journal) -> None:
    making.fill(journal, 2)
    told: list[tuple[str, int]] = []
    journal.seal(lambda path: told.append((path, journal.open_file.stat()[1])))
    assert [path for path, _ in told] == journal.segments() and told[0][1] > 0


def test_what_stops_between_segment_and_trim_is_gone_on_with(journal: Journal) -> None:
    entries = making.fill(journal, 3)

    def busy(path: str) -> None:
        raise OSError(16, "index busy")

    with pytest.raises(CannotWrite):
        journal.seal(busy)
    assert [entry.seq for entry in making.whole(journal).entries] == [1, 2, 3]
    more = making.fill(journal, 1, first=4)
    assert making.seal(journal)
    reading = making.whole(Journal.open(journal.place.root))
    assert [entry.id for entry in reading.entries] == [entry.id for entry in entries + more]
    assert [path.split("/")[3].split("-")[0] for path in journal.segments()] == ["1", "4"]


def test_what_is_sealed_already_is_told_again(journal: Journal) -> None:
    making.fill(journal, 3)
    data = Path(journal.open_file.path).read_bytes()
    first = making.seal(journal)
    Path(journal.open_file.path).write_bytes(data)
    told: list[str] = []
    assert journal.seal(told.append) == first
    assert told == journal.segments() and not Path(journal.open_file.path).read_bytes()


def test_the_heads_stay_known_over_a_seal(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    making.fill(journal, 4, sealed_every=2)
    monkeypatch.setattr(journal.shelf, "feed", lambda by: pytest.fail("a write read the feed"))
    (entry,) = making.write(journal, making.body(5))
    assert entry.seq == 5


def test_a_heads_note_that_is_lost_or_harmed_costs_nothing_but_time(journal: Journal) -> None:
    making.fill(journal, 3, sealed_every=2)
    heads = journal.place.private / "heads"
    for harm in (b"", b"{}", heads.read_bytes().replace(b"3", b"4"), heads.read_bytes()[:-1], None):
        if harm is None:
            heads.unlink()
        else:
            heads.write_bytes(harm)
        making.fill(journal, 1)
    reading = making.whole(journal)
    assert [entry.seq for entry in reading.entries] == [1, 2, 3, 4, 5, 6, 7, 8] and not reading.problems


def test_a_private_part_that_cannot_be_written_does_not_stop_a_durable_write(journal: Journal) -> None:
    making.fill(journal, 1)
    private = journal.place.private
    (private / "heads").unlink()
    (private / "heads").mkdir()
    (private / "own").write_text("in the way")
    making.fill(journal, 1, first=2)
    assert making.seal(journal)
    making.fill(journal, 1, first=3)
    reading = making.whole(journal)
    assert [entry.seq for entry in reading.entries] == [1, 2, 3] and not reading.problems


def test_own_segments_come_back_after_a_reset(journal: Journal) -> None:
    making.fill(journal, 4, sealed_every=2)
    lost = journal.segments()[1]
    data = Path(journal.root, lost).read_bytes()
    Path(journal.root, lost).unlink()
    assert journal.missing() == [lost]
    segment.write(journal.root, lost, journal.own.read(lost))
    assert Path(journal.root, lost).read_bytes() == data and not journal.missing()


def test_writes_after_a_reset_fork_and_the_next_one_joins(journal: Journal) -> None:
    making.fill(journal, 4, sealed_every=2)
    lost = journal.segments()[1]
    Path(journal.root, lost).unlink()
    (fork,) = making.write(journal, making.body(5))
    assert fork.seq == 3
    segment.write(journal.root, lost, journal.own.read(lost))
    (join,) = making.write(journal, making.body(6))
    assert len(join.prev) == 2 and fork.id in join.prev and join.seq == 5
    reading = making.whole(journal)
    assert sorted(entry.seq for entry in reading.entries) == [1, 2, 3, 3, 4, 5] and not reading.problems
    making.seal(journal)
    assert not making.whole(journal).problems and len(making.whole(journal).entries) == 6


def test_lines_of_a_newer_form_are_not_dropped_by_sealing(journal: Journal) -> None:
    making.fill(journal, 2)
    file = Path(journal.open_file.path)
    file.write_bytes(file.read_bytes().replace(b'"v":1', b'"v":2'))
    before = making.tree(journal.place.root)
    with pytest.raises(FromTheFuture):
        making.seal(journal)
    assert making.tree(journal.place.root) == before


def test_what_a_dead_process_left_is_swept(journal: Journal) -> None:
    making.fill(journal, 2, sealed_every=2)
    left = Path(journal.root, journal.segments()[0]).parent / ".3-000000000000.jsonl.99.new"
    left.write_bytes(b"half")
    assert len(journal.segments()) == 1
    making.fill(journal, 1, sealed_every=1, first=3)
    assert not left.exists()


def test_each_writer_of_one_clone_gets_a_segment(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    making.fill(journal, 2)
    for name in ("a" * 12, "b" * 12, "a" * 12):
        monkeypatch.setenv("ALLIED_WRITER", name)
        making.fill(Journal.open(journal.place.root), 2)
    reading = making.whole(journal)
    assert len(reading.entries) == 8 and not reading.problems
    making.seal(journal)
    assert sorted(path.split("/")[1] for path in journal.segments()) == sorted(
        {entry.by for entry in reading.entries}
    )
    again = making.whole(Journal.open(journal.place.root))
    assert len(again.entries) == 8 and not again.problems


def test_other_files_below_feeds_are_left_alone(journal: Journal) -> None:
    making.fill(journal, 1, sealed_every=1)
    (path,) = journal.segments()
    folder = Path(journal.root, path).parent
    for name in ("README", "1-abc.jsonl", ".hidden", "x-0123456789ab.jsonl", "²-0123456789ab.jsonl"):
        (folder / name).write_text("x")
    (folder.parent / "notes").mkdir()
    (folder.parent.parent / "UPPER").mkdir()
    os.symlink(Path(journal.root, path), folder / "2-0123456789ab.jsonl")
    assert journal.segments() == [path]


def test_a_segment_in_place_is_not_written_again(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    making.fill(journal, 1, sealed_every=1)
    (path,) = journal.segments()
    data = Path(journal.root, path).read_bytes()
    monkeypatch.setattr(disk, "_write", lambda *_: pytest.fail("it was written again"))
    segment.write(journal.root, path, data)


def test_a_removed_tree_of_feeds_is_an_empty_ledger(journal: Journal) -> None:
    making.fill(journal, 2, sealed_every=2)
    shutil.rmtree(Path(journal.root, "feeds"))
    assert journal.segments() == [] and making.whole(journal).entries == []
    assert len(journal.missing()) == 1
