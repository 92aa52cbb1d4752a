"""What came is noticed, what is asked for is found, and a branch shows its own open entries only."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from allied.store.errors import Ambiguous, Invalid, NotFound
from allied.store.journal import codec, disk
from allied.store.journal.entry import Entry
from allied.store.journal.journal import Journal
from allied.store.journal.open_file import file_stem, ref_name

from . import making


def switch(journal: Journal, branch: str) -> None:
    (journal.place.git_dir / "HEAD").write_text(f"ref: refs/heads/{branch}\n")


def undo(journal: Journal, entry: Entry) -> Entry:
    return making.write(journal, making.body(1), undoes=entry.step[0])[0]


# Has anything come?


def test_a_stamp_stays_while_nothing_comes_and_survives_json(journal: Journal) -> None:
    making.fill(journal, 3, sealed_every=2)
    stamp = journal.stamp()
    assert stamp == journal.stamp() == Journal.open(journal.place.root).stamp()
    assert json.loads(json.dumps(stamp)) == stamp
    making.whole(journal)
    journal.newest(2)
    assert stamp == journal.stamp()


def test_a_stamp_differs_after_whatever_comes(journal: Journal) -> None:
    making.fill(journal, 2)
    stamps: list[dict[str, Any]] = [journal.stamp()]

    def differs(part: str) -> None:
        stamps.append(journal.stamp())
        assert stamps[-1][part] != stamps[-2][part] and stamps[-1] not in stamps[:-1]

    making.fill(journal, 1, first=3)
    differs("open")
    making.seal(journal)
    differs("tree")
    path = Path(journal.root, journal.segments()[0])
    for number in range(5):  # within one tick of the file system's clock
        shutil.copy2(path, path.with_name(f"{number + 50}-{path.name[-18:]}"))
        differs("tree")
    path.unlink()
    differs("tree")
    journal.place.index.write_bytes(b"index" * 20)
    differs("tree")
    switch(journal, "side")
    differs("tree")


def test_a_stamp_reads_no_entries(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    making.fill(journal, 5, sealed_every=2)
    real, seen = disk.read, list[str]()
    monkeypatch.setattr(disk, "read", lambda path: seen.append(os.path.basename(path)) or real(path))
    journal.stamp()
    assert seen == ["HEAD"]


# Branches


def test_open_entries_stay_with_their_branch(journal: Journal) -> None:
    making.fill(journal, 2)
    switch(journal, "feature/Über")
    (entry,) = making.write(journal, making.body(3))
    assert (entry.seq, entry.prev) == (1, ()), "this branch knows nothing of the other's entries"
    assert [each.id for each in making.whole(journal).entries] == [entry.id]
    assert journal.other_refs() == ["main"]
    switch(journal, "main")
    journal.look()
    assert [each.seq for each in making.whole(journal).entries] == [1, 2]
    assert journal.other_refs() == ["feature/Über"]
    assert journal.book_folder() != Journal.open(journal.place.root).place.private


def test_branches_never_share_a_file() -> None:
    names = ["main", "Main", "a/b", "a%2fb", "a.jsonl", "a", "ü", "%", "-", "x" * 250, "x" * 251, "a/b/c"]
    stems = [file_stem(f"refs/heads/{name}").lower() for name in names]
    assert len(set(stems)) == len(names)
    assert all(len(stem) < 240 and "/" not in stem and not stem.startswith(".") for stem in stems)
    assert [ref_name(file_stem(f"refs/heads/{name}")) for name in names[:9]] == names[:9]


# Steps and looking up


def test_a_step_is_numbered_and_linked_in_itself(journal: Journal) -> None:
    making.fill(journal, 1)
    entries = making.write(journal, *(making.body(number) for number in range(2, 6)))
    assert [entry.seq for entry in entries] == [2, 3, 4, 5]
    assert all(other.prev == (one.id,) for one, other in pairwise(entries))
    assert {entry.step for entry in entries} == {(entries[0].step[0], 4)}
    assert journal.open_entries().entries[1:] == entries


def test_a_body_that_names_no_step_gets_one(journal: Journal) -> None:
    one, two = journal.append([making.body(1), making.body(2)], making.AT)
    assert one.step == two.step and one.step[1] == 2


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"note": "x" * 70_000}, "longer"),
        ({"set": {"a": 1.5}}, "integer"),
        ({"set": {"a": "e\u0301"}}, "NFC"),
        ({"set": {"a": "\ud800"}}, "surrogate"),
        ({"key": "short"}, "document"),
    ],
)
def test_what_can_be_no_entry_is_refused_before_anything_is_written(
    journal: Journal, body: dict[str, Any], why: str
) -> None:
    making.fill(journal, 1)
    before = making.tree(journal.place.root, but=("lock",))
    with pytest.raises(Invalid, match=why):
        making.write(journal, making.body(1), {**making.body(2), **body})
    assert making.tree(journal.place.root, but=("lock",)) == before


def test_an_entry_is_found_wherever_it_is(journal: Journal) -> None:
    entries = making.fill(journal, 9, sealed_every=3) + making.fill(journal, 2, first=10)
    for entry in entries:
        assert journal.find(entry.by, entry.seq, entry.id) == entry
    assert journal.find(entries[0].by, 3, "0" * 64) is None
    assert journal.find("0" * 12, 3, entries[2].id) is None


def test_finding_in_a_long_feed_reads_one_segment(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = making.fill(journal, 30, sealed_every=3)
    real, seen = disk.read, list[str]()
    monkeypatch.setattr(disk, "read", lambda path: seen.append(path) or real(path))
    assert Journal.open(journal.place.root).find(entries[16].by, 17, entries[16].id) == entries[16]
    assert len([path for path in seen if path.endswith(".jsonl")]) == 1


def test_the_newest_of_all_feeds_come_first(journal: Journal, tmp_path: Path) -> None:
    other = making.clone(journal, tmp_path / "other")
    for minute in range(20):
        at = f"2026-11-23T10:{minute:02d}:00.000Z"
        making.write(journal if minute % 3 else other, making.body(minute), at=at)
        if minute % 4 == 0:
            making.seal(journal)
            making.seal(other)
    making.seal(other)
    making.give(other, journal)
    expected = sorted(making.whole(journal).entries, key=lambda entry: entry.at, reverse=True)
    assert [entry.id for entry in journal.newest(7)] == [entry.id for entry in expected[:7]]
    assert journal.newest(None) == expected and len(expected) == 20


def test_a_step_is_found_by_the_start_of_its_id(journal: Journal) -> None:
    sealed = making.write(journal, making.body(1), making.body(2))
    making.seal(journal)
    fresh = making.write(journal, making.body(3))
    assert journal.step(sealed[0].step[0]) == sealed
    assert journal.step(fresh[0].step[0][:20]) == fresh
    for start in ("", "zz", "0" * 64, '"', sealed[0].step[0] + "0"):
        with pytest.raises(NotFound):
            journal.step(start)
    for _ in range(20):
        making.fill(journal, 1)
    starts = [entry.step[0][0] for entry in making.whole(journal).entries]
    twice = next(start for start in starts if starts.count(start) > 2)
    with pytest.raises(Ambiguous) as several:
        journal.step(twice)
    assert len(several.value.candidates) > 1


def test_the_last_standing_step(journal: Journal) -> None:
    assert journal.last_step() == []
    one, two, three = making.fill(journal, 3, sealed_every=2)
    assert journal.last_step() == [three]
    undone = undo(journal, three)
    assert journal.last_step() == [two]
    undo(journal, two)
    assert journal.last_step() == [one]
    redone = undo(journal, undone)
    assert journal.last_step() == [redone], "what was brought back can be taken back again"
    undo(journal, redone)
    assert journal.last_step() == [one]
    (four,) = making.write(journal, making.body(4))
    making.seal(journal)
    assert journal.last_step() == [four]


def test_the_last_standing_step_lies_behind_many_undone(journal: Journal) -> None:
    entries = making.fill(journal, 100, sealed_every=30)
    for entry in reversed(entries[1:]):
        assert journal.last_step() == [entry]
        undo(journal, entry)
    assert journal.last_step() == [entries[0]]


def test_the_last_step_is_this_clones_own(journal: Journal, tmp_path: Path) -> None:
    other = making.clone(journal, tmp_path / "other")
    (mine,) = making.fill(journal, 1)
    making.fill(other, 1, sealed_every=1)
    making.give(other, journal)
    assert journal.last_step() == [mine]


# Many


def test_many_lines_are_read_fast_to_the_same_end(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    making.fill(journal, 40, sealed_every=10)
    making.fill(journal, 5, first=41)
    slow = making.whole(journal)
    monkeypatch.setattr(codec, "MANY", 1000)
    fast = making.whole(Journal.open(journal.place.root))
    assert fast == slow and len(fast.entries) == 45


def test_a_write_loads_nothing_heavy(journal: Journal) -> None:
    making.fill(journal, 3, sealed_every=2)
    code = """
import sys
from itertools import pairwise
from pathlib import Path
from allied.store.journal.journal import Journal
from allied.store.journal.lock import Lock
journal = Journal.open(Path(sys.argv[1]))
with Lock(journal.lock_path()):
    journal.append([{"key": "0" * 32, "kind": "x", "set": {}}], "2026-11-23T10:20:01.123Z")
print(*sys.modules)
"""
    argv = [sys.executable, "-c", code, journal.root]
    done = subprocess.run(argv, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"orjson", "tomllib", "subprocess", "tinydb", "asyncio", "datetime"}
