"""Command lines run in this process, where the clock stands still and chance is told what to say."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from allied.commands.main import main

NOW = "2026-11-23T10:20:00Z"


class Outcome(NamedTuple):
    """What a command line came to."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()


Allied = Callable[..., Outcome]


def run(*args: str, stdin: str = "") -> Outcome:
    """Run a command line as the script would, and return what came of it."""
    out, err = io.BytesIO(), io.BytesIO()
    kept = sys.stdin, sys.stdout, sys.stderr
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(out, encoding="utf-8", write_through=True)
    sys.stderr = io.TextIOWrapper(err, encoding="utf-8", write_through=True)
    try:
        code = main([*args])
        sys.stdout.flush()
        return Outcome(int(code), out.getvalue(), err.getvalue().decode())
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept


def data(outcome: Outcome) -> dict[str, Any]:
    """Return the JSON that a command line wrote, which must have gone well."""
    assert outcome.code == 0, outcome.err
    return json.loads(outcome.out)


def item(*line: str) -> dict[str, Any]:
    """Return the one thing that a command line shows."""
    return data(run(*line, "--json"))["item"]


def items(*line: str) -> list[dict[str, Any]]:
    """Return the list that a command line shows."""
    return data(run(*line, "--json"))["items"]


def done(*line: str) -> Outcome:
    """Run a command line that must go well."""
    outcome = run(*line)
    assert outcome.code == 0, outcome.err
    return outcome


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Nothing of the machine shows: not its clock, its zone, its chance, its terminal, its ledgers."""
    for name in ("ALLIED_LEDGER", "ALLIED_WRITER", "CI", "NO_COLOR", "GIT_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"ALLIED_NOW": NOW, "TZ": "UTC", "COLUMNS": "80", "ALLIED_LOCK_WAIT": "0.2"}.items():
        monkeypatch.setenv(name, value)
    time.tzset()
    chance = random.Random(20261123)
    monkeypatch.setattr(os, "urandom", chance.randbytes)
    monkeypatch.chdir(tmp_path)
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger, to be copied and never touched."""
    root = tmp_path_factory.mktemp("founded") / "ledger"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLIED_NOW", NOW)
        patch.setattr(os, "urandom", random.Random(1).randbytes)
        outcome = run("init", str(root), "--name", "Open Rivers", "--no-input")
    assert outcome.code == 0, outcome.err
    return root


@pytest.fixture
def ledger(founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of a test's own, which the commands find by themselves."""
    root = tmp_path / "ledger"
    shutil.copytree(founded, root, symlinks=True, ignore=shutil.ignore_patterns("book"))
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def allied(ledger: Path) -> Allied:
    """Run command lines in the test's ledger."""
    return run


def bytes_of(root: Path) -> dict[str, bytes]:
    """Return every file of a ledger but its cache, which holds nothing of its own, and the lock."""
    own = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in own
        if not {"book", "lock", "book.lock"}.intersection(path.relative_to(root).parts)
    }
