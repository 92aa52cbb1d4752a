"""Receiving: what a push would do to the ledgers of a bare repository, judged before any of it counts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from ..errors import Damaged, FromTheFuture, Invalid
from ..journal.place import MARKER, Config
from . import gate, git
from .repository import Repository

_BRANCHES: Final = "refs/heads/"


def receive(folder: Path, lines: Iterable[str]) -> int:
    """Judge a push from what git tells a `pre-receive` hook, `OLD NEW REF` a line; return how many branches it was.

    Raises `Damaged` where a ledger would lose or change what it holds, or get what isn't sound; `Invalid` for lines
    that git doesn't write.
    """
    judged = 0
    with git.quarantine():
        for line in lines:
            words = line.split()
            if len(words) != 3:
                raise Invalid(
                    "This reads what git tells a pre-receive hook.", "allied ci pre-receive prints one."
                )
            old, new, ref = words
            if ref.startswith(_BRANCHES) and new.strip("0"):
                _judge(folder, ref, old if old.strip("0") else None, git.plain(new))
                judged += 1
    return judged


def _judge(folder: Path, ref: str, old: str | None, new: str) -> None:
    """Raise `Damaged` for the first ledger of a commit that is not what the one before had, and more."""
    whole = Repository(folder, "", folder, folder / "allied", ref)
    for prefix in sorted({*_ledgers(whole, old), *_ledgers(whole, new)}):
        repository = Repository(folder, prefix, folder, whole.private, ref)
        difference = repository.difference(old, new)
        faults = gate.removed(difference)
        if not faults:
            faults = gate.examine(repository, _known(repository, old), difference, new)
        gate.refuse(
            [fault._replace(path=prefix + fault.path) for fault in faults], ref.removeprefix(_BRANCHES)
        )


def _ledgers(whole: Repository, commit: str | None) -> list[str]:
    files = whole.files(commit)
    return [path.removesuffix(MARKER) for path in files if path == MARKER or path.endswith(f"/{MARKER}")]


def _known(repository: Repository, commit: str | None) -> Config | None:
    """Return which ledger it has been so far, `None` where there was none that could be read."""
    files = repository.files(commit, MARKER)
    try:
        return gate.config_of(repository, files) if MARKER in files else None
    except (Damaged, FromTheFuture):
        return None
