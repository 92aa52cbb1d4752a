"""Forks are joined, gaps reported, and what can't be is refused; no order of arrival matters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from allied.store.journal import canonical, segment
from allied.store.journal.entry import Entry, make, parse
from allied.store.journal.journal import Journal
from allied.store.journal.reading import Heads, gaps

from . import making

BY = "k3v9x0q2m7ab"


def entry(seq: int, *prev: Entry, title: str = "x", by: str = BY, **more: object) -> Entry:
    body = {**making.body(seq, title=title), "step": ["cd" * 32, 1], **more}
    ids = [each.id for each in prev]
    return make(ledger=making.LEDGER, by=by, seq=seq, prev=ids, at=making.AT, body=body, salt="5a" * 32)


def put(journal: Journal, *lines: Entry | bytes, by: str = BY, first: int | None = None) -> str:
    """Put a segment there whose name is right."""
    raw = [line.line if isinstance(line, Entry) else line for line in lines]
    data = b"".join(line + b"\n" for line in raw)
    number = first if first is not None else parse(raw[0], making.LEDGER).seq
    path = f"feeds/{by}/{making.AT[:7]}/{number}-{segment.digest(data)}.jsonl"
    segment.write(journal.root, path, data)
    return path


def test_a_chain_over_segments_holds(journal: Journal) -> None:
    one = entry(1)
    two = entry(2, one)
    put(journal, one)
    put(journal, two)
    reading = making.whole(journal)
    assert reading.entries == [one, two] and not reading.problems
    assert reading.heads == {BY: [[[two.id, 2]], []]}


def test_a_fork_is_legal_and_its_join_takes_the_next_number(journal: Journal) -> None:
    root = entry(1)
    left, right = entry(2, root, title="left"), entry(2, root, title="right")
    longer = entry(3, right)
    join = entry(4, left, longer)
    put(journal, root, left, first=1)
    put(journal, right, longer)
    put(journal, join)
    reading = making.whole(journal)
    assert len(reading.entries) == 5 and not reading.problems
    assert reading.heads[BY][0] == [[join.id, 4]]


def test_a_join_may_be_sealed_before_what_it_joins_in_the_order_of_names(journal: Journal) -> None:
    root = entry(1)
    two = entry(2, root)
    side = entry(2, root, title="side")
    join = entry(3, two, side)
    put(journal, root, two, join)
    put(journal, side)
    reading = making.whole(journal)
    assert {each.id for each in reading.entries} == {root.id, two.id, side.id, join.id}
    assert not reading.problems and reading.heads[BY][0] == [[join.id, 3]]


def test_a_gap_is_told_and_the_rest_is_read(journal: Journal) -> None:
    one, two, three = (
        (chain := [entry(1)]) and (chain := [*chain, entry(2, chain[0])]) and [*chain, entry(3, chain[1])]
    )
    put(journal, one)
    path = put(journal, three)
    reading = making.whole(journal)
    assert reading.entries == [one, three]
    (gap,) = reading.problems
    assert (gap.file, gap.line, gap.damage) == (path, 1, False) and two.id[:12] in gap.reason
    assert gaps(reading.heads) == [gap]
    came = journal.read([put(journal, two)], reading.heads)
    assert came.entries == [two] and not came.problems
    assert came.heads == {BY: [[[three.id, 3]], []]} and gaps(came.heads) == []


def test_a_gap_found_later_is_told_once_and_remembered(journal: Journal) -> None:
    one = entry(1)
    two = entry(2, one)
    three, four = entry(3, two), entry(4, entry(3, two))
    first = put(journal, one)
    heads: Heads = journal.read([first], {}).heads
    came = journal.read([put(journal, three)], heads)
    assert [problem.damage for problem in came.problems] == [False]
    again = journal.read([put(journal, four)], came.heads)
    assert not again.problems and len(gaps(again.heads)) == 1


@pytest.mark.parametrize("seq", [1, 3, 40])
def test_a_wrong_number_is_refused(journal: Journal, seq: int) -> None:
    one = entry(1)
    path = put(journal, one, entry(seq, one, title="wrong"))
    reading = making.whole(journal)
    assert reading.entries == [one]
    assert [(problem.file, problem.line, problem.damage) for problem in reading.problems] == [(path, 2, True)]


def test_a_first_entry_has_number_one(journal: Journal) -> None:
    put(journal, entry(2))
    assert making.whole(journal).problems and not making.whole(journal).entries


def test_a_number_smaller_than_a_known_one_before_it_is_refused_over_a_gap_too(journal: Journal) -> None:
    one = entry(1)
    two = entry(2, one)
    put(journal, one, two)
    put(journal, entry(2, two, entry(9), title="wrong"))
    assert [problem.damage for problem in making.whole(journal).problems] == [True]


def test_another_writers_entry_in_a_feed_is_refused(journal: Journal) -> None:
    other = entry(1, by="0" * 12)
    path = put(journal, other)
    reading = making.whole(journal)
    assert not reading.entries and [problem.file for problem in reading.problems] == [path]


def test_the_same_entry_in_two_segments_counts_once(journal: Journal) -> None:
    one = entry(1)
    two = entry(2, one)
    put(journal, one, two)
    put(journal, two)
    reading = making.whole(journal)
    assert reading.entries == [one, two] and not reading.problems


def test_one_id_with_two_lines_is_refused(journal: Journal) -> None:
    one = entry(1)
    put(journal, one)
    other = canonical.dumps({**json.loads(one.line), "zz": "slipped in"})
    path = put(journal, other, first=1)
    assert parse(other, making.LEDGER).id == one.id
    reading = making.whole(journal)
    assert [each.id for each in reading.entries] == [one.id]
    assert len(reading.problems) == 1 and reading.problems[0].line == 1
    assert path in journal.segments()


def test_an_erased_body_beside_its_full_line_is_no_fault(journal: Journal) -> None:
    one = entry(1)
    put(journal, one)
    put(journal, canonical.dumps({"head": json.loads(one.line)["head"]}), first=1)
    assert not making.whole(journal).problems


def test_a_signature_at_the_end_of_a_segment_is_passed_over(journal: Journal) -> None:
    one = entry(1)
    path = put(journal, one, canonical.dumps({"seal": {"heads": [one.id]}, "sig": "x"}))
    reading = making.whole(journal)
    assert reading.entries == [one] and not reading.problems
    assert b'"sig"' in Path(journal.root, path).read_bytes()


def test_lines_of_another_ledger_are_refused(journal: Journal) -> None:
    body = {**making.body(), "step": ["cd" * 32, 1]}
    foreign = make(ledger="cd" * 16, by=BY, seq=1, prev=[], at=making.AT, body=body, salt="5a" * 32)
    put(journal, foreign.line, first=1)
    assert "another ledger" in making.whole(journal).problems[0].reason


def test_a_copied_clone_forks_and_both_join(journal: Journal, tmp_path: Path) -> None:
    making.fill(journal, 2, sealed_every=2)
    other = making.clone(journal, tmp_path / "copy", copy_private=True)
    assert other.writer_id() == journal.writer_id()
    making.fill(journal, 2, first=3, sealed_every=2)
    making.fill(other, 1, first=3, sealed_every=1)
    making.give(journal, other)
    making.give(other, journal)
    for one in (journal, other):
        (join,) = making.write(one, making.body(9))
        assert len(join.prev) == 2 and join.seq == 5
        making.seal(one)
    making.give(journal, other)
    making.give(other, journal)
    first, second = making.whole(journal), making.whole(other)
    assert {each.id for each in first.entries} == {each.id for each in second.entries}
    assert (
        len(first.entries) == 7 and not first.problems and len(first.heads[str(journal.writer_id())][0]) == 2
    )


def test_a_copied_clone_with_the_same_open_entries_shares_them(journal: Journal, tmp_path: Path) -> None:
    making.fill(journal, 2)
    other = making.clone(journal, tmp_path / "copy", copy_private=True)
    making.seal(other)
    making.fill(other, 1, first=3, sealed_every=1)
    making.give(other, journal)
    (joined,) = making.write(journal, making.body(4))
    assert joined.seq == 4 and len(joined.prev) == 1
    reading = making.whole(journal)
    assert len(reading.entries) == 4 and not reading.problems
    making.seal(journal)
    reading = making.whole(journal)
    assert len(reading.entries) == 4 and not reading.problems


def test_reading_in_pieces_ends_where_reading_at_once_does(journal: Journal, tmp_path: Path) -> None:
    other = making.clone(journal, tmp_path / "other")
    for number in range(1, 20):
        making.fill(journal if number % 2 else other, 1, first=number, sealed_every=1)
    making.give(other, journal)
    at_once = making.whole(journal)
    heads: Heads = {}
    found: list[Entry] = []
    paths = journal.segments()
    Path(journal.root, "feeds").rename(tmp_path / "feeds")
    for path in reversed(paths):
        segment.write(journal.root, path, (tmp_path / path).read_bytes())
        came = journal.read([path], heads)
        found += came.entries
        heads = came.heads
    assert {each.id for each in found} == {each.id for each in at_once.entries}
    assert heads == at_once.heads


def test_open_entries_are_judged_with_what_they_follow(journal: Journal) -> None:
    making.fill(journal, 2, sealed_every=2)
    making.fill(journal, 2, first=3)
    waiting = journal.open_entries().entries
    came = journal.read(journal.segments(), {}, waiting)
    assert [each.seq for each in came.entries] == [1, 2, 3, 4] and not came.problems
    assert came.ids == {each.id for each in came.entries}
    (heads,) = came.heads.values()
    assert heads[0][0][1] == 2, "only what is sealed is where a later reading goes on from"
