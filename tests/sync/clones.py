"""Clones of one ledger over a bare remote, as teams have them: real git, real commands, a clock for each."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from allied.store.journal import segment
from allied.store.journal.entry import Entry
from allied.store.journal.journal import Journal
from allied.store.ledger import Ledger

BRANCH = "main"
_GIT = (
    "-c",
    "user.name=somebody",
    "-c",
    "user.email=somebody@example.invalid",
    "-c",
    "init.defaultBranch=main",
)


class Ran(NamedTuple):
    """What a process came to."""

    code: int
    out: str
    err: str


def git(folder: Path, *line: str, check: bool = True) -> Ran:
    """Run git as a person would, with a name of theirs, and no editor."""
    env = {**os.environ, "GIT_EDITOR": "true", "GIT_TERMINAL_PROMPT": "0"}
    done = subprocess.run(
        ["git", *_GIT, *line], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    ran = Ran(done.returncode, done.stdout, done.stderr)
    assert not check or ran.code == 0, (line, ran)
    return ran


def bare(root: Path) -> Path:
    """Return a new remote with nothing in it."""
    root.parent.mkdir(parents=True, exist_ok=True)
    git(root.parent, "init", "--bare", "--quiet", str(root))
    return root


class Clone:
    """One clone of a ledger, and the clock of the machine it is on."""

    def __init__(self, root: Path, *, years: int = 0) -> None:
        """Hold a clone; its clock is so many years off."""
        self.root = root
        self.years = years

    @property
    def env(self) -> dict[str, str]:
        """The environment its commands run in."""
        return {**os.environ, "ALLIED_NOW": f"{2026 + self.years}-11-23T10:20:00Z"}

    def allied(self, *line: str, check: bool = True, env: Mapping[str, str] | None = None) -> Ran:
        """Run a command in the clone."""
        done = subprocess.run(
            [sys.executable, "-c", _MAIN, "-C", str(self.root), *line],
            env={**self.env, **(env or {})}, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        ran = Ran(done.returncode, done.stdout, done.stderr)
        assert not check or ran.code == 0, (line, ran)
        return ran

    def sync(self, *line: str, check: bool = True) -> Ran:
        """Sync, with nobody there to ask."""
        return self.allied("sync", "--no-input", *line, check=check)

    def add(self, title: str) -> None:
        """Add an action: an entry that is acknowledged."""
        self.allied("action", "add", title)

    def titles(self) -> list[str]:
        """Return the titles of all actions, sorted."""
        found = json.loads(self.allied("action", "list", "--json", "--fields", "title").out)["items"]
        return sorted(one["title"] for one in found)

    def ledger(self) -> Ledger:
        """Return the ledger, opened in this process."""
        return Ledger.open(self.root)

    def sealed(self) -> dict[str, bytes]:
        """Return every segment in the work tree by its path."""
        return {path: (self.root / path).read_bytes() for path in segment.listed(str(self.root))}

    def entries(self) -> set[str]:
        """Return the ids of all entries that this clone has on its branch."""
        found: set[str] = set()
        journal = Journal.open(self.root)

        def take(batch: list[Entry]) -> None:
            found.update(entry.id for entry in batch)

        reading = journal.read_all(journal.segments(), take)
        assert reading.problems == [], reading.problems
        return found

    def documents(self) -> dict[str, Any]:
        """Return all that the ledger adds up to."""
        ledger = self.ledger()
        from allied.store import schema

        return {kind: ledger.table(kind) for kind in schema.NAMES}

    def status(self) -> str:
        """Return what git says is changed or unknown here."""
        return git(self.root, "status", "--porcelain", "--untracked-files=all").out


_MAIN = "import sys; from allied.commands.main import main; sys.exit(main(sys.argv[1:]))"


def found(root: Path, name: str = "Open Rivers") -> Clone:
    """Return a clone in which a ledger has just been made."""
    Ledger.create(root, name=name)
    return Clone(root)


def cloned(remote: Path, root: Path, *line: str, years: int = 0) -> Clone:
    """Return a clone of a remote, made by plain git."""
    git(root.parent, "clone", "--quiet", *line, str(remote), str(root))
    return Clone(root, years=years)


def copied(clone: Clone, root: Path) -> Clone:
    """Return a copy of a clone, its private folder with it: two that write as one."""
    shutil.copytree(clone.root, root, symlinks=True)
    return Clone(root, years=clone.years)


def conflicts(clones: list[Clone]) -> Iterator[Path]:
    """Yield the files of clones in which git left the marks of a conflict."""
    for clone in clones:
        for path in clone.root.rglob("*"):
            ours = path.is_file() and ".git" not in path.relative_to(clone.root).parts
            if ours and any(mark in path.read_bytes() for mark in (b"<<<<<<<", b">>>>>>>")):
                yield path
