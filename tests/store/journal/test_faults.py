"""Whatever the disk says no to, the ledger is byte for byte as it was, and one line says why."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from allied.store.errors import CannotWrite
from allied.store.journal import disk
from allied.store.journal.journal import Journal

from . import making

CALLS = ("_write", "_fsync", "_replace", "_truncate")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EDQUOT)


class Faulty:
    """Stands in for the calls to the disk: counts them, and makes one of them fail."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, failing: int = -1, number: int = 0, short: bool = False
    ) -> None:
        self.calls: list[str] = []
        self._failing, self._number, self._short = failing, number, short
        for name in CALLS:
            monkeypatch.setattr(
                disk, name, self._wrapped(name, getattr(os, name[1:].replace("truncate", "ftruncate")))
            )

    def _wrapped(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            self.calls.append(name)
            if len(self.calls) - 1 == self._failing:
                if self._short and name == "_write":  # a part gets there before the disk is full
                    real(arguments[0], bytes(memoryview(arguments[1]))[: 1 + self._failing])  # type: ignore[arg-type]
                raise OSError(self._number, os.strerror(self._number))
            return real(*arguments)

        return call


def prepared(tmp_path: Path, open_entries: int) -> Journal:
    journal = making.ledger(tmp_path / "ledger")
    making.fill(journal, 4, sealed_every=2)
    making.fill(journal, open_entries, first=5)
    return journal


def attempts(
    journal: Journal, act: Callable[[Journal], object], monkeypatch: pytest.MonkeyPatch
) -> list[tuple[str, CannotWrite | None]]:
    """Run *act* on copies of a ledger, with each error at each call to the disk; return what came of each."""
    root = Path(journal.root)
    with monkeypatch.context() as patch:
        counted = Faulty(patch)
        trial = root.with_name("counting")
        shutil.copytree(root, trial, copy_function=shutil.copy2)
        act(Journal.open(trial))
    found: list[tuple[str, CannotWrite | None]] = []
    for place, name in enumerate(counted.calls):
        for number in ERRORS:
            shutil.rmtree(trial)
            shutil.copytree(root, trial, copy_function=shutil.copy2)
            other = Journal.open(trial)
            with monkeypatch.context() as patch:
                Faulty(patch, place, number, short=True)
                try:
                    act(other)
                except CannotWrite as error:
                    found.append((name, error))
                else:
                    found.append((name, None))
            check(found[-1][1], root, trial)
    return found


def check(error: CannotWrite | None, root: Path, trial: Path) -> None:
    """See that what was there is there still, and that a refusal says why and what to do."""
    before, after = making.whole(Journal.open(root)), making.whole(Journal.open(trial))
    assert not after.problems
    assert {entry.line for entry in before.entries} <= {entry.line for entry in after.entries}
    if error is not None:
        assert error.hint and "\n" not in error.message and error.message.endswith(".")


@pytest.mark.parametrize("open_entries", [0, 2])
def test_an_append_that_fails_changes_nothing(
    tmp_path: Path, open_entries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = prepared(tmp_path, open_entries)
    before = making.tree(Path(journal.root))

    def act(other: Journal) -> object:
        count = len(making.whole(other).entries)
        try:
            return making.write(other, *(making.body(number) for number in range(3)))
        except CannotWrite:
            assert making.tree(other.place.root) == before
            raise
        finally:
            assert len(making.whole(other).entries) in (count, count + 3)

    found = attempts(journal, act, monkeypatch)
    failed = {name for name, error in found if error}
    assert {"_write", "_fsync"} <= failed
    assert any(error is None for _, error in found), "the note of the heads is no reason to refuse"


def test_a_first_write_that_fails_leaves_no_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = making.ledger(tmp_path / "ledger")

    def act(other: Journal) -> object:
        try:
            return making.write(other, making.body())
        except CannotWrite:
            assert not making.whole(other).entries and not other.open_file.stat()[0]
            raise

    assert any(error for _, error in attempts(journal, act, monkeypatch))


def test_a_seal_that_fails_loses_nothing_and_the_next_one_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = prepared(tmp_path, 3)
    lines = {entry.line for entry in making.whole(journal).entries}

    def act(other: Journal) -> object:
        try:
            return making.seal(other)
        except CannotWrite:
            assert not making.whole(other).problems
            with monkeypatch.context() as patch:
                for name in CALLS:
                    patch.setattr(disk, name, getattr(os, name[1:].replace("truncate", "ftruncate")))
                making.seal(other)
            assert {entry.line for entry in making.whole(other).entries} == lines
            assert other.open_file.stat()[1] == 0 and len(other.segments()) == 3
            raise

    found = attempts(journal, act, monkeypatch)
    assert {name for name, error in found if error} >= {"_write", "_fsync", "_replace", "_truncate"}


@pytest.mark.parametrize("piece", [1, 7, 1000])
def test_short_writes_and_interruptions_are_gone_through(
    journal: Journal, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted = set[str]()

    def once(name: str) -> None:
        if name not in interrupted:
            interrupted.add(name)
            raise InterruptedError(errno.EINTR, "interrupted")
        interrupted.discard(name)

    def write(fd: int, data: memoryview) -> int:
        once("write")
        return os.write(fd, data[:piece])

    def fsync(fd: int) -> None:
        once("fsync")
        os.fsync(fd)

    def truncate(fd: int, size: int) -> None:
        once("truncate")
        os.ftruncate(fd, size)

    for name, call in (("_write", write), ("_fsync", fsync), ("_truncate", truncate)):
        monkeypatch.setattr(disk, name, call)
    making.write(journal, making.body(1), making.body(2))
    making.seal(journal)
    making.fill(journal, 1, first=3)
    reading = making.whole(Journal.open(journal.place.root))
    assert [entry.seq for entry in reading.entries] == [1, 2, 3] and not reading.problems


def test_a_write_of_nothing_is_a_full_disk(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    making.fill(journal, 1)
    monkeypatch.setattr(disk, "_write", lambda fd, data: 0)
    with pytest.raises(CannotWrite, match="full"):
        making.fill(journal, 1)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_a_folder_that_is_closed(journal: Journal) -> None:
    making.fill(journal, 1)
    before = making.tree(Path(journal.root))
    Path(journal.open_file.path).chmod(0o400)
    with pytest.raises(CannotWrite, match="permission"):
        making.fill(journal, 1)
    assert making.tree(Path(journal.root)) == before


def test_a_really_full_disk(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """`/dev/full` says what a full disk says, through the real call."""
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    fd = os.open("/dev/full", os.O_WRONLY)
    try:
        with pytest.raises(OSError, match="space"):
            disk.write_all(fd, b"x" * 100)
    finally:
        os.close(fd)
