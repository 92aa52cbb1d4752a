"""Ledgers for the tests of the journal, made without git: it needs only the files that git keeps."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from allied.store.journal.entry import Entry
from allied.store.journal.journal import Journal
from allied.store.journal.lock import Lock
from allied.store.journal.place import write_config
from allied.store.journal.reading import Reading

LEDGER = "ab" * 16
AT = "2026-11-23T10:20:01.123Z"


def ledger(root: Path, ledger_id: str = LEDGER) -> Journal:
    """Make a ledger in a folder and return its journal."""
    (root / ".git").mkdir(parents=True)
    (root / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    write_config(root, ledger_id)
    return Journal.open(root)


def body(number: int = 1, **values: Any) -> dict[str, Any]:
    """Return a body that sets the registers of one action."""
    return {
        "key": f"{number:032x}",
        "kind": "action",
        "over": [],
        "set": values or {"title": f"Task {number}"},
    }


def write(journal: Journal, *bodies: dict[str, Any], at: str = AT, **more: Any) -> list[Entry]:
    """Append a step under the lock."""
    step = [os.urandom(32).hex(), len(bodies)]
    with Lock(journal.lock_path()):
        return journal.append([{**each, "step": step, **more} for each in bodies], at)


def fill(journal: Journal, count: int, sealed_every: int = 0, first: int = 1) -> list[Entry]:
    """Append so many steps of one entry, sealing after every so many."""
    found: list[Entry] = []
    for number in range(first, first + count):
        found += write(journal, body(number))
        if sealed_every and (number - first + 1) % sealed_every == 0:
            seal(journal)
    return found


def seal(journal: Journal) -> Path | None:
    """Seal under the lock."""
    with Lock(journal.lock_path()):
        return journal.seal()


def whole(journal: Journal) -> Reading:
    """Read all that there is."""
    entries: list[Entry] = []
    reading = journal.read_all(journal.segments(), entries.extend)
    reading.entries = entries
    return reading


def clone(journal: Journal, root: Path, *, copy_private: bool = False) -> Journal:
    """Return the journal of a copy of the ledger; unless its private part comes along, another writer's."""
    shutil.copytree(journal.root, root)
    if not copy_private:
        shutil.rmtree(root / ".git" / "allied", ignore_errors=True)
    return Journal.open(root)


def give(source: Journal, target: Journal) -> None:
    """Put the segments of one ledger into another, as a pull does."""
    shutil.copytree(Path(source.root, "feeds"), Path(target.root, "feeds"), dirs_exist_ok=True)


def tree(root: Path, but: Sequence[str] = ("lock", "heads")) -> dict[str, bytes]:
    """Return all files below a folder, by path."""
    return dict(_files(root, but))


def _files(root: Path, but: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.name not in but:
            yield str(path.relative_to(root)), path.read_bytes()
