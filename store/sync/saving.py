"""Saving: what was written is sealed, and becomes one commit that only adds files."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..journal import disk, segment
from ..journal.place import MARKER
from .committing import commit, move, words
from .repository import Repository

if TYPE_CHECKING:
    from ..ledger import Ledger

_WITH_IT: Final = (MARKER, ".gitattributes", "README.md")  # what a ledger is founded with
_NOTE: Final = "saved"


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save came to: the commit, `None` where there was nothing to save, and how many entries it holds."""

    commit: str | None
    entries: int


def save(ledger: Ledger) -> Saved:
    """Seal what is open and commit it, with whatever else of the ledger's a stopped save has left uncommitted.

    Raises `Invalid` where HEAD is detached, `GitTrouble` where git says no: then the entries are open still, or the
    next save finds them sealed. Nothing of the user's, staged or not, is touched.
    """
    with ledger.writing():
        repository = Repository.of(ledger.place)
        left = _left(repository)
        made: list[Saved] = []

        def publish(path: str) -> None:
            made.extend(_commit(ledger, repository, [*left, path]))
            left.clear()

        ledger.sealed(publish)
        if left:
            made += _commit(ledger, repository, left)
        note(repository)
        return Saved(made[-1].commit, sum(one.entries for one in made)) if made else Saved(None, 0)


def note(repository: Repository) -> None:
    """Note that every segment on the disk is committed, so that nobody looks for strays until some come."""
    with suppress(OSError):
        disk.write_new(str(repository.private / _NOTE), _token(repository))


def count(data: bytes) -> int:
    """Return how many entries a segment's bytes hold."""
    return data.count(b"\n")


def _token(repository: Repository) -> bytes:
    return segment.token(str(repository.root)).encode()


def _left(repository: Repository) -> list[str]:
    """Return the segments that are on the disk and in no commit: others came than were noted."""
    try:
        if disk.read(str(repository.private / _NOTE)) == _token(repository):
            return []
    except OSError:
        pass
    known = set(segment.listed(str(repository.root)))
    return [path for path in repository.strays() if path in known and _sound(repository, path)]


def _commit(ledger: Ledger, repository: Repository, paths: list[str]) -> list[Saved]:
    """Commit files of the ledger's that are in no commit yet, none where all of them are."""
    old = repository.head()
    there = repository.files(old, *_WITH_IT, *paths) if len(paths) < 100 else repository.files(old)
    wanted = [
        path for path in (*_WITH_IT, *paths) if path not in there and (repository.root / path).is_file()
    ]
    if not wanted:
        return []
    data = {path: (repository.root / path).read_bytes() for path in dict.fromkeys(wanted)}
    entries = sum(count(held) for path, held in data.items() if path.startswith(f"{segment.FEEDS}/"))
    files = {repository.prefix + path: held for path, held in data.items()}
    new = commit(repository, [old] if old else [], files, words(ledger, entries))
    move(repository, new, old, files)
    return [Saved(new, entries)]


def _sound(repository: Repository, path: str) -> bool:
    try:
        return segment.read(str(repository.root), path)[1]
    except OSError:
        return False
