"""Each clone writes under an id of its own, and one process at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from allied.store.errors import Damaged, Invalid, Locked
from allied.store.journal.entry import is_writer
from allied.store.journal.journal import Journal
from allied.store.journal.lock import Lock

from . import making

_HOLDER = """
import sys
from allied.store.journal.lock import Lock
sys.argv[:] = ["/usr/bin/allied", "member", "add", "A private name"]
with Lock(sys.stdin.readline().strip()):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_an_id_comes_with_the_first_write_and_stays(journal: Journal) -> None:
    assert journal.writer_id() is None and journal.me() is None
    (entry,) = making.write(journal, making.body())
    assert is_writer(entry.by) and journal.writer_id() == entry.by
    again = Journal.open(journal.place.root)
    assert making.write(again, making.body())[0].by == entry.by


def test_who_uses_the_clone_is_kept_beside_the_id(journal: Journal) -> None:
    journal.set_me("cd" * 16)
    (entry,) = making.write(journal, making.body())
    again = Journal.open(journal.place.root)
    assert (again.me(), again.writer_id()) == ("cd" * 16, entry.by)


@pytest.mark.parametrize("value", ["true", "1", "woodpecker"])
def test_ci_needs_an_id_of_its_own(journal: Journal, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    making.fill(journal, 1)
    before = making.tree(journal.place.root)
    monkeypatch.setenv("CI", value)
    with pytest.raises(Invalid, match="ALLIED_WRITER"):
        making.write(journal, making.body())
    assert making.tree(journal.place.root) == before
    monkeypatch.setenv("ALLIED_WRITER", "lane00000001")
    assert making.write(journal, making.body())[0].by == "lane00000001"


@pytest.mark.parametrize("value", ["LANE00000001", "short", "lane0000000é", "../../../../x"])
def test_an_id_that_is_none(journal: Journal, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLIED_WRITER", value)
    with pytest.raises(Invalid, match="ALLIED_WRITER"):
        making.write(journal, making.body())


@pytest.mark.parametrize("text", ["id = 'UPPER'\n", "id = 7\n", 'me = "x"\n', "\0\0\0"])
def test_a_harmed_writer_file_is_told(journal: Journal, text: str) -> None:
    making.fill(journal, 1)
    (journal.place.private / "writer.toml").write_text(text)
    with pytest.raises(Damaged):
        Journal.open(journal.place.root).writer_id()


def test_another_process_is_waited_for_then_named(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    path = journal.lock_path()
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )
    assert holder.stdin and holder.stdout
    print(path, file=holder.stdin)
    assert holder.stdout.readline() == "held\n"
    monkeypatch.setenv("ALLIED_LOCK_WAIT", "0.05")
    with pytest.raises(Locked) as locked, Lock(path):
        pass
    assert str(holder.pid) in locked.value.message and "allied member add" in locked.value.message
    assert "private" not in locked.value.message and locked.value.hint
    holder.kill()
    holder.wait()
    with Lock(path, wait=10):
        pass
    holder.stdin.close()
    holder.stdout.close()


def test_a_lock_is_no_lock_on_reading(journal: Journal) -> None:
    making.fill(journal, 2)
    with Lock(journal.lock_path()):
        assert len(making.whole(Journal.open(journal.place.root)).entries) == 2


def test_a_wait_that_is_no_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLIED_LOCK_WAIT", "long")
    with Lock(tmp_path / "lock"), pytest.raises(Invalid), Lock(tmp_path / "lock"):
        pass


def test_what_a_dead_holder_left_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "lock").write_bytes(b"\xff not json")
    with Lock(tmp_path / "lock"), pytest.raises(Locked), Lock(tmp_path / "lock", wait=0):
        pass
    with Lock(tmp_path / "lock", wait=0):
        assert os.path.getsize(tmp_path / "lock")
    assert not os.path.getsize(tmp_path / "lock")


def test_an_id_that_another_process_made_meanwhile_is_taken(journal: Journal) -> None:
    journal.set_me("cd" * 16)
    other = Journal.open(journal.place.root)
    assert other.me() == "cd" * 16
    (entry,) = making.write(journal, making.body())
    assert making.write(other, making.body())[0].by == entry.by
    other.set_me("ef" * 16)
    journal.set_me("01" * 16)
    assert Journal.open(journal.place.root).writer_id() == entry.by
