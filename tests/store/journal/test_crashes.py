"""What a killed process had acknowledged is there, once, and the next command goes on from it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from allied.store.journal.journal import Journal

from . import making

HERE = Path(__file__).parent

_APPENDER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.store.journal import making
from allied.store.journal.journal import Journal
making.fill(Journal.open(Path(sys.argv[1])), int(sys.argv[3]))
"""


def crashing(*arguments: str | int | Path) -> Any:
    argv = [sys.executable, str(HERE / "crashing.py"), *map(str, arguments)]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_kill_at_random_loses_nothing_that_was_acknowledged(tmp_path: Path, torture: bool) -> None:
    found = crashing("random", tmp_path, 5000 if torture else 240, os.getpid())
    assert len(found["acknowledged"]) > 100
    assert set(found["acknowledged"]) <= set(found["ids"])
    assert not found["problems"]
    assert sorted(found["seqs"]) == list(range(1, len(found["seqs"]) + 1)), "no gap, no fork, nothing twice"


def test_a_crash_between_any_two_steps_of_sealing_is_gone_through(tmp_path: Path) -> None:
    found = crashing("seal", tmp_path)
    assert len(found) > 30
    for case in found:
        count = 6 if case["grows"] else 5
        assert case["between"]["seqs"] == [1, 2, 3, 4, 5] and not case["between"]["problems"], case
        assert case["final"]["seqs"] == list(range(1, count + 1)) and not case["final"]["problems"], case
        assert case["final"]["heads"] == 1 and not case["left"], case


def test_a_crash_between_any_two_steps_of_an_append_leaves_all_of_it_or_nothing(tmp_path: Path) -> None:
    for case in crashing("append", tmp_path):
        assert case["between"]["seqs"] in ([1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6, 7]), case
        assert not case["between"]["problems"] and not case["final"]["problems"], case
        assert case["final"]["seqs"][:5] == [1, 2, 3, 4, 5] and case["final"]["heads"] == 1


@pytest.mark.parametrize("processes", [8])
def test_processes_that_write_at_once_leave_no_gap_and_nothing_twice(
    journal: Journal, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLIED_LOCK_WAIT", "200")
    making.fill(journal, 1)
    top = str(HERE.parents[2])
    argv = [sys.executable, "-c", _APPENDER, journal.root, top, "250"]
    writers = [subprocess.Popen(argv, stderr=subprocess.PIPE, text=True) for _ in range(processes)]
    for writer in writers:
        _, errors = writer.communicate()
        assert writer.returncode == 0, errors
    reading = making.whole(Journal.open(journal.place.root))
    assert not reading.problems
    assert [entry.seq for entry in reading.entries] == list(range(1, 250 * processes + 2))
    assert len({entry.id for entry in reading.entries}) == 250 * processes + 1
    assert len({entry.by for entry in reading.entries}) == 1
