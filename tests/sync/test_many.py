"""Many at once, and stopped anywhere: all of it lands, once."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from .clones import _MAIN, BRANCH, Clone, bare, cloned, found, git

TWENTY: Final = 20
KILLED: Final = -9


@pytest.fixture
def shared(tmp_path: Path) -> tuple[Path, Clone]:
    """A remote, and a clone that has synced with it."""
    remote = bare(tmp_path / "remote.git")
    first = found(tmp_path / "c0")
    first.allied("remote", "add", str(remote))
    first.sync()
    git(remote, "symbolic-ref", "HEAD", f"refs/heads/{BRANCH}")
    return remote, first


def test_twenty_at_once_all_land(shared: tuple[Path, Clone], tmp_path: Path) -> None:
    remote, first = shared
    clones = [cloned(remote, tmp_path / f"n{number}") for number in range(TWENTY)]
    for number, clone in enumerate(clones):
        clone.add(f"from {number}")
    line = [sys.executable, "-c", _MAIN]
    started = [
        subprocess.Popen(
            [*line, "-C", str(clone.root), "sync", "--no-input"], env=clone.env,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
        )
        for clone in clones
    ]  # fmt: skip
    ended = [(*process.communicate(), process.returncode) for process in started]
    assert [end for end in ended if end[-1]] == []
    first.sync()
    assert first.titles() == sorted(f"from {number}" for number in range(TWENTY))
    assert first.allied("check").code == 0


# Before each of these a process can be killed: whatever it does to git or to the disk.
_DYING: Final = """
import os, signal, sys
from allied.store.journal import disk
from allied.store.sync import git
left = [int(sys.argv.pop(1))]

def dying(module, name):
    real = getattr(module, name)
    def stand_in(*args, **kwargs):
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return real(*args, **kwargs)
    setattr(module, name, stand_in)

for module, name in ((git, "_started"), (disk, "write_new"), (disk, "fsync"), (disk, "fsync_dir"), (disk, "remove")):
    dying(module, name)
from allied.commands.main import main
sys.exit(main(sys.argv[1:]))
"""


def _killed(clone: Clone, step: int) -> int:
    """Sync, and be killed before so many steps; return how it ended."""
    line = [sys.executable, "-c", _DYING, str(step), "-C", str(clone.root), "sync", "--no-input"]
    return subprocess.run(line, env=clone.env, capture_output=True, stdin=subprocess.DEVNULL).returncode


def test_killed_anywhere_the_next_sync_goes_on(
    shared: tuple[Path, Clone], tmp_path: Path, torture: bool
) -> None:
    remote, first = shared
    other = cloned(remote, tmp_path / "other")
    other.add("theirs")
    other.sync()
    first.add("ours")
    step, deaths = 0, 0
    while True:
        folder = tmp_path / f"at{step}"
        shutil.copytree(remote, folder / "remote.git")
        clone = Clone(shutil.copytree(first.root, folder / "clone", symlinks=True))
        git(clone.root, "remote", "set-url", "origin", str(folder / "remote.git"))
        before = clone.entries()
        if _killed(clone, step) != KILLED:
            break
        deaths += 1
        assert clone.titles() in (["ours"], ["ours", "theirs"]), step
        assert before <= clone.entries(), step
        clone.sync()
        assert clone.titles() == ["ours", "theirs"], step
        assert clone.status() == "", step
        checker = cloned(folder / "remote.git", folder / "checker")
        assert checker.titles() == ["ours", "theirs"], step
        lines = [line for data in checker.sealed().values() for line in data.splitlines()]
        assert len(lines) == len(set(lines)), step
        shutil.rmtree(folder)
        step += 1 if torture else 3
    assert deaths > (30 if torture else 10)
