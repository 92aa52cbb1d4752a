"""What sharing costs: held against bare git doing the same, and how large a repository gets."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from allied.store.journal import segment
from allied.store.ledger import Change, Ledger
from allied.store.sync import saving, syncing

from . import making
from .measuring import Figure, in_turn, ratio, words

_SYNCS = 1_000
_TEN = 10
_BARE = "`git fetch`, `git merge`, `git push` of the same"


def sharing(folder: Path, runs: int, small: int, large: int) -> Iterator[Figure]:
    """Yield the figures of sharing, on ledgers of *small* and *large* numbers of entries.

    What Allied does is timed in a process that runs already, as the full screen's does.
    """
    few, many = Pair(folder / f"shared-{small}", small), Pair(folder / f"shared-{large}", large)
    yield ratio(
        f"`save` of one entry, ledger of {_thousands(small)} entries", "`git add`, `git commit` of the same file",
        "≤ 3", few.bare_save, few.save, runs,
    )  # fmt: skip
    yield ratio(
        f"`sync`, one entry each way, {_thousands(small)} entries", _BARE,
        "≤ 2.5", few.bare_sync, few.sync, runs,
    )  # fmt: skip
    yield ratio(
        f"`sync`, one entry each way, {_thousands(large)} entries", _BARE,
        "≤ 2.5", many.bare_sync, many.sync, runs,
    )  # fmt: skip
    low, high = in_turn(few.sync, many.sync, runs)
    yield Figure(
        f"`sync` at {_thousands(large)} entries", f"the same at {_thousands(small)}", "≤ 1.3", f"{high / low:.2f}",
        words([low, high]),
    )  # fmt: skip
    yield _size(folder / "grown", _SYNCS if runs > 5 else 50)


class Pair:
    """Two clones of one ledger over a bare remote, and two more that only git works in."""

    def __init__(self, folder: Path, size: int) -> None:
        """Make them in *folder*, unless they are there."""
        self._folder = folder
        if not folder.exists():
            self._make(size)
        self._ledgers = {name: Ledger.open(folder / name) for name in ("a", "b")}
        for ledger in self._ledgers.values():
            ledger.table("action")

    def _make(self, size: int) -> None:
        self._folder.mkdir(parents=True)
        making.make(self._folder / "a", size)
        for remote in ("r.git", "bare.git"):
            _git(self._folder, "init", "--quiet", "--bare", remote)
        _git(self._folder / "a", "remote", "add", "origin", str(self._folder / "r.git"))
        syncing.sync(Ledger.open(self._folder / "a"), syncing.Wish(public=True))
        _git(self._folder / "a", "push", "--quiet", "../bare.git", "main")
        _git(self._folder, "clone", "--quiet", "-b", "main", "r.git", "b")
        for name in ("x", "y"):
            _git(self._folder, "clone", "--quiet", "-b", "main", "bare.git", name)
        for name in ("a", "b", "x", "y", "r.git", "bare.git"):
            _git(self._folder / name, "repack", "-a", "-d", "--quiet")

    def save(self) -> float:
        """Write an entry, and return what saving it takes."""
        _write(self._ledgers["a"], 1)
        began = time.perf_counter()
        saving.save(self._ledgers["a"])
        return time.perf_counter() - began

    def bare_save(self) -> float:
        """Return what git takes to commit a file of one entry."""
        path = self._laid("x")
        began = time.perf_counter()
        _git(self._folder / "x", "add", path)
        _git(self._folder / "x", "commit", "--quiet", "-m", "1 change")
        return time.perf_counter() - began

    def sync(self) -> float:
        """Return what a sync takes that sends one entry and takes one in."""
        _write(self._ledgers["b"], 1)
        syncing.sync(self._ledgers["b"])
        _write(self._ledgers["a"], 1)
        saving.save(self._ledgers["a"])
        began = time.perf_counter()
        done = syncing.sync(self._ledgers["a"])
        took = time.perf_counter() - began
        assert done.came >= 1 and done.sent >= 1, done
        return took

    def bare_sync(self) -> float:
        """Return what git takes to do the same with bare commands."""
        for name in ("y", "x"):
            path = self._laid(name)
            _git(self._folder / name, "add", path)
            _git(self._folder / name, "commit", "--quiet", "-m", "1 change")
            if name == "y":
                _git(self._folder / name, "pull", "--quiet", "--no-rebase", "--no-edit", "origin", "main")
                _git(self._folder / name, "push", "--quiet", "origin", "main")
        began = time.perf_counter()
        _git(self._folder / "x", "fetch", "--quiet", "origin")
        _git(self._folder / "x", "merge", "--quiet", "--no-edit", "origin/main")
        _git(self._folder / "x", "push", "--quiet", "origin", "main")
        return time.perf_counter() - began

    def _laid(self, name: str) -> str:
        """Put a file of one entry where a segment goes, and return its path."""
        data = os.urandom(400).hex().encode() + b"\n"
        path = f"{segment.FEEDS}/{name * 12}/2026-11/{time.time_ns()}-{segment.digest(data)}.jsonl"
        segment.write(str(self._folder / name), path, data)
        return path


def _size(folder: Path, syncs: int) -> Figure:
    """How large a repository is after many syncs, against what gzip makes of all its lines."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _git(folder, "init", "--quiet", "--bare", "r.git")
    ledger = Ledger.create(folder / "a", name="Grown")
    _git(folder / "a", "remote", "add", "origin", str(folder / "r.git"))
    for _ in range(syncs):
        _write(ledger, _TEN)
        syncing.sync(ledger, syncing.Wish(public=True))
    held = sum(
        path.stat().st_size for path in (folder / "a" / ".git" / "objects").rglob("*") if path.is_file()
    )
    lines = b"".join(path.read_bytes() for path in sorted((folder / "a" / "feeds").rglob("*.jsonl")))
    packed = len(gzip.compress(lines))
    return Figure(
        f"the repository after {syncs} syncs of {_TEN} entries", "gzip of all lines", "≤ 4", f"{held / packed:.2f}",
        f"{packed / 1e6:.1f} MB / {held / 1e6:.1f} MB",
    )  # fmt: skip


def _write(ledger: Ledger, count: int) -> None:
    ledger.write(
        [Change("action", os.urandom(16).hex(), {"title": "Print the leaflets"}) for _ in range(count)]
    )


def _git(folder: Path, *line: str) -> None:
    names = (
        "-c",
        "user.name=bench",
        "-c",
        "user.email=bench@example.invalid",
        "-c",
        "init.defaultBranch=main",
    )
    subprocess.run(["git", *names, *line], cwd=folder, check=True, capture_output=True)


def _thousands(number: int) -> str:
    return f"{number // 1000}k"
