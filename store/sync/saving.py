"""Saving: what was written is sealed, and becomes one commit that only adds files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..journal import segment
from ..journal.place import MARKER
from ..schema import keys
from ..schema import kind as kind_named
from .repository import FILE, Repository, Words

if TYPE_CHECKING:
    from ..ledger import Ledger

_WITH_IT: Final = (MARKER, ".gitattributes", "README.md")  # what a ledger is founded with


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
        there = repository.files(repository.head())
        left = [path for path in _WITH_IT if path not in there and (repository.root / path).is_file()]
        left += [
            path
            for path in segment.listed(str(repository.root))
            if path not in there and _sound(repository, path)
        ]
        made: list[Saved] = []

        def publish(path: str) -> None:
            paths = [one for one in dict.fromkeys([*left, path]) if one not in there]
            if paths:
                made.append(_commit(ledger, repository, paths))
                there.update(repository.files(made[-1].commit))

        ledger.sealed(publish)
        if not made and left:
            made.append(_commit(ledger, repository, left))
        return Saved(made[-1].commit, sum(one.entries for one in made)) if made else Saved(None, 0)


def words(ledger: Ledger, changes: int) -> Words:
    """Return what a commit of so many changes says."""
    by = None if _as_git_says(ledger) else ledger.writer or "allied"
    return Words(f"{changes} change{'' if changes == 1 else 's'}\n", by, int(ledger.now().timestamp()))


def _as_git_says(ledger: Ledger) -> bool:
    """Return whether the coalition has chosen that commits carry the names that git is set to."""
    live = ledger.book.live("coalition", keys.COALITION).get("commit_names", ())
    values = [setting.value for setting in live]
    return bool(values) and kind_named("coalition").cautious("commit_names", values) == "git"


def count(data: bytes) -> int:
    """Return how many entries a segment's bytes hold."""
    return data.count(b"\n")


def _commit(ledger: Ledger, repository: Repository, paths: list[str]) -> Saved:
    old = repository.head()
    kept = repository.kept(paths)
    files = {repository.prefix + path: (FILE, oid) for path, oid in kept.items()}
    entries = sum(
        count((repository.root / path).read_bytes()) for path in paths if path.startswith(f"{segment.FEEDS}/")
    )
    new = repository.added(old, files, [old] if old else [], words(ledger, entries))
    # The user's index first: with the branch ahead of it, their next `git commit -a` would remove the segment.
    repository.staged(files)
    repository.moved(new, old)
    return Saved(new, entries)


def _sound(repository: Repository, path: str) -> bool:
    try:
        return segment.read(str(repository.root), path)[1]
    except OSError:
        return False
