"""A large journal read by two processes says just what one process reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from allied.store.book.undoing import Change
from allied.store.journal import halves
from allied.store.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger.create(tmp_path / "coalition", name="Clean Air")
    for number in range(12):
        ledger.write(
            [Change("action", f"{number:031x}{n:x}", {"title": "Task", "tags/é": True}) for n in range(9)]
        )
        ledger.seal()
    return ledger


def tables(root: Path) -> tuple[dict[str, object], list[str]]:
    import shutil

    shutil.rmtree(root / ".git" / "allied" / "book", ignore_errors=True)
    ledger = Ledger.open(root)
    return dict(ledger.table("action")), [str(tuple(problem)) for problem in ledger.problems]


@pytest.mark.parametrize("harm", ["none", "flip", "twice", "gone"])
def test_two_processes_read_what_one_reads(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    segments = sorted((ledger.root / "feeds").rglob("*.jsonl"), key=lambda path: int(path.name.split("-")[0]))
    last = segments[-1]
    if harm == "flip":
        last.write_bytes(last.read_bytes().replace(b"Task", b"Bask", 1))
    elif harm == "twice":
        month = last.parent.with_name("2001-01")
        month.mkdir()
        (month / last.name).write_bytes(last.read_bytes())
    elif harm == "gone":
        segments[2].unlink()
    alone = tables(ledger.root)
    started: list[int] = []

    class Counted(halves.Helper):
        def __init__(self, root: str, ledger: str, paths: list[str]) -> None:
            started.append(len(paths))
            super().__init__(root, ledger, paths)

    monkeypatch.setattr(halves, "WORTHWHILE", 0)
    monkeypatch.setattr(halves, "Helper", Counted)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr("threading.active_count", lambda: 1)
    assert tables(ledger.root) == alone
    assert started, "the second process was not started"
    assert bool(alone[1]) == (harm != "none" and harm != "twice") or harm == "twice"
