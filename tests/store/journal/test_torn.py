"""A write cut short anywhere costs nothing that was acknowledged, and its bytes are kept."""

from __future__ import annotations

from pathlib import Path

from allied.store.journal.journal import Journal

from . import making


def test_truncation_at_every_byte_of_the_last_three_entries(journal: Journal) -> None:
    making.fill(journal, 3)
    file = Path(journal.open_file.path)
    start = file.stat().st_size
    note = journal.notes.read("main")
    making.fill(journal, 3, first=4)
    data = file.read_bytes()
    for size in range(start, len(data)):
        for torn in file.parent.glob("*.torn"):
            torn.unlink()
        file.write_bytes(data[:size])
        journal.notes.write("main", note)  # the writes that were cut short were never noted
        complete = data[:size].count(b"\n")
        reading = making.whole(journal)
        assert ([entry.seq for entry in reading.entries], reading.problems) == ([*range(1, complete + 1)], [])
        journal.torn = None
        (entry,) = making.write(journal, making.body(99))
        assert entry.seq == complete + 1
        end = data[:size].rfind(b"\n") + 1
        assert file.read_bytes() == data[:end] + entry.line + b"\n"
        kept = [torn.read_bytes() for torn in file.parent.glob("*.torn")]
        assert kept == ([data[end:size]] if size > end else [])
        assert (journal.torn is not None) == bool(kept)


def test_a_step_is_there_whole_or_not_at_all(journal: Journal) -> None:
    making.fill(journal, 2)
    note = journal.notes.read("main")
    file = Path(journal.open_file.path)
    start = file.stat().st_size
    making.write(journal, *(making.body(number) for number in range(3, 7)))
    data = file.read_bytes()
    for size in range(start, len(data), 41):
        file.write_bytes(data[:size])
        journal.notes.write("main", note)
        reading = journal.open_entries()
        assert ([entry.seq for entry in reading.entries], reading.problems) == ([1, 2], [])
    making.write(journal, making.body(7))
    assert [entry.seq for entry in journal.open_entries().entries] == [1, 2, 3]
    assert journal.torn is not None and journal.torn.read_bytes() == data[start:size]


def test_tails_set_aside_do_not_replace_each_other(journal: Journal) -> None:
    making.fill(journal, 1)
    file = Path(journal.open_file.path)
    for tail in (b"one", b"two", b"three"):
        with file.open("ab") as out:
            out.write(tail)
        making.fill(journal, 1)
    assert sorted(torn.read_bytes() for torn in file.parent.glob("*.torn")) == [b"one", b"three", b"two"]
    assert len(making.whole(journal).entries) == 4


def test_a_tail_is_set_aside_before_sealing(journal: Journal) -> None:
    making.fill(journal, 2)
    file = Path(journal.open_file.path)
    with file.open("ab") as out:
        out.write(b'{"body"')
    assert making.seal(journal)
    assert journal.torn is not None and journal.torn.read_bytes() == b'{"body"'
    assert len(making.whole(journal).entries) == 2 and not file.read_bytes()


def test_a_damaged_end_is_not_written_on(journal: Journal) -> None:
    making.fill(journal, 2)
    file = Path(journal.open_file.path)
    data = file.read_bytes()
    file.write_bytes(data[:-1] + b"\x0b")
    assert journal.open_entries().problems
    making.fill(journal, 1, first=3)
    assert [entry.set["title"] for entry in journal.open_entries().entries] == ["Task 1", "Task 3"]


def test_damaged_lines_are_kept_when_the_rest_is_sealed(journal: Journal) -> None:
    making.fill(journal, 3)
    file = Path(journal.open_file.path)
    damaged = file.read_bytes().replace(b"Task 2", b"Bask 2")
    file.write_bytes(damaged)
    assert making.seal(journal)
    assert journal.torn is not None and journal.torn.read_bytes() == damaged
    assert [entry.seq for entry in making.whole(journal).entries] == [1, 3]


def test_reading_on_from_where_reading_ended(journal: Journal) -> None:
    """A reader that saw a step half written, or a tail set aside since, misses nothing of what came."""
    making.fill(journal, 2)
    file = Path(journal.open_file.path)
    before = file.stat().st_size
    step = making.write(journal, *(making.body(number) for number in range(3, 6)))
    making.fill(journal, 1, first=6)
    data = file.read_bytes()
    for offset in range(before, len(data) + 1):
        seen = [entry.seq for entry in journal.open_entries(offset).entries]
        whole_steps = 2 + len(step) * (data[:offset].count(b"\n") >= 5)
        assert seen[-1:] == [6] or offset == len(data)
        assert set(range(whole_steps + 1, 7)) <= set(seen) or offset == len(data)


def test_a_file_that_a_tail_was_set_aside_from_is_another(journal: Journal) -> None:
    making.fill(journal, 1)
    with Path(journal.open_file.path).open("ab") as out:
        out.write(b"torn")
    before = journal.stamp()["open"]
    making.fill(journal, 1, first=2)
    assert journal.stamp()["open"][0] != before[0]
