"""Were one of these to fail, taking back what was done with very many things would take minutes and more memory."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from allied.store.errors import GivenUp
from allied.store.ledger import Ledger
from allied.store.pace import Pace
from allied.store.verbs import actions, redoing

from ...bench.making import make

FEW, MANY = 200, 1600


def marked(root: Path, size: int) -> tuple[Ledger, list[str]]:
    """Return a ledger of so many entries, in segments of ten, with all its actions done in one step."""
    make(root, size)
    ledger = Ledger.open(root)
    keys = [key for key, doc in ledger.table("action").items() if doc.get("status") != "done"]
    with ledger.batch():
        for key in keys:
            actions.done(ledger, key)
    return ledger, keys


def calls(work: Callable[[], object]) -> int:
    """Return how many functions of the journal *work* calls: what it reads and looks through."""
    count = 0

    def seen(frame: FrameType, event: str, _: Any) -> None:
        nonlocal count
        count += event == "call" and "/store/journal/" in frame.f_code.co_filename

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("sealed", [False, True], ids=["open", "sealed"])
def test_undo_and_redo_cost_as_much_for_each_of_many_as_of_few(tmp_path: Path, sealed: bool) -> None:
    each: list[list[float]] = []
    for size in (FEW, MANY):
        ledger, keys = marked(tmp_path / str(size), size)
        costs: list[float] = []
        for work in (ledger.undo, lambda ledger=ledger: redoing.redo(ledger), ledger.undo):
            if sealed:
                ledger.seal()
            costs.append(calls(work) / len(keys))
        each.append(costs)
        assert {ledger.table("action")[key].get("status") for key in keys} <= {"todo", "doing"}
    for few, many in zip(*each, strict=True):
        assert many <= few * 1.3, each


def test_what_is_stopped_leaves_nothing_written(tmp_path: Path) -> None:
    ledger, _ = marked(tmp_path, FEW)
    before = ledger.newest(1)
    pace = Pace()
    assert pace.stop()
    with pytest.raises(GivenUp), pace.holds():
        ledger.undo()
    assert Ledger.open(tmp_path).newest(1) == before
    assert ledger.undo().entries


def test_what_goes_to_the_disk_is_not_stopped(tmp_path: Path) -> None:
    ledger, keys = marked(tmp_path, FEW)
    pace = Pace()
    with pace.holds():
        ledger.undo()
    assert not pace.stop()
    assert pace.of == len(keys)
