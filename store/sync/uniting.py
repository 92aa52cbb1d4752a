"""Uniting: the segments of both sides, as a set; git's own merge is never asked."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..errors import GitTrouble
from ..journal import disk, segment
from ..schema.text import clean
from . import git
from .gate import feeds
from .repository import FILE, GONE, Node, Repository
from .saving import count, words

if TYPE_CHECKING:
    from ..ledger import Ledger

_EXECUTABLE: Final = "100755"


@dataclass(frozen=True, slots=True)
class United:
    """The commit that holds both sides, the segments that came, and how many entries those hold."""

    commit: str
    came: list[str]
    entries: int


def unite(
    ledger: Ledger | None, repository: Repository, theirs: str, back: Mapping[str, str] | None = None
) -> United:
    """Put what a commit that has passed the gate holds beside what is here, in the branch and on the disk.

    *back* are segments, by object, that are to be put back although neither side has them now. Raises `GitTrouble`
    where something outside the ledger can't be taken without touching a file that is here.
    """
    ours = repository.head()
    mine, other = feeds(repository.files(ours)), feeds(repository.files(theirs))
    new = {path: node.oid for path, node in other.items()} | dict(back or {})
    new = {path: oid for path, oid in new.items() if path not in mine}
    beside = _beside(repository, ours, theirs)
    entries = _laid(repository, new)
    _written(repository, beside)
    files = {repository.prefix + path: (FILE, oid) for path, oid in new.items()}
    files |= {path: (node.mode, node.oid) if node else GONE for path, node in beside.items()}
    commit = _commit(ledger, repository, ours, theirs, files, entries, not mine.keys() <= other.keys())
    repository.staged(files)
    if commit != ours:
        repository.moved(commit, ours)
    return United(commit, sorted(new), entries)


def _commit(
    ledger: Ledger | None,
    repository: Repository,
    ours: str | None,
    theirs: str,
    files: Mapping[str, tuple[str, str]],
    entries: int,
    more_here: bool,
) -> str:
    """Return the commit that both sides come to: one of the two where it holds all, else one that follows on both."""
    if ours is None or ledger is None:  # a branch that has nothing yet
        return theirs
    if not files and _follows(repository, ours, theirs):
        return ours
    known = _paths(repository, theirs)
    restored = any(file != GONE and path not in known for path, file in files.items())
    if _follows(repository, theirs, ours) and not more_here and not restored:
        return theirs
    return repository.added(ours, files, [ours, theirs], words(ledger, entries))


def _paths(repository: Repository, commit: str) -> set[str]:
    return {repository.prefix + path for path in repository.files(commit)} | set(
        repository.changed(None, commit)
    )


def _follows(repository: Repository, later: str, earlier: str) -> bool:
    return git.tried(repository.top, "merge-base", "--is-ancestor", earlier, later)[0] == 0


def _beside(repository: Repository, ours: str | None, theirs: str) -> dict[str, Node | None]:
    """Return what only they changed outside `feeds/`, `None` where they removed it.

    Raises `GitTrouble` where both sides changed something, or a file is in use here that would have to be touched.
    """
    if ours is not None and _follows(repository, ours, theirs):
        return {}
    base: str | None = None
    if ours is not None:
        code, out, _ = git.tried(repository.top, "merge-base", ours, theirs)
        base = out.decode().split("\n")[0] if code == 0 else None
    here = repository.changed(base, ours) if ours is not None else {}
    coming = {
        path: nodes
        for path, nodes in repository.changed(base, theirs).items()
        if path not in here or here[path][1] != nodes[1]
    }
    untouched = repository.untouched({path: old for path, (old, _) in coming.items() if old is not None})
    found: dict[str, Node | None] = {}
    for path, (old, new) in coming.items():
        free = path in untouched if old is not None else not _is_there(repository, path)
        if path in here or not free or not _plain(path, new or old):
            raise GitTrouble(
                f"{clean(path, lines=False)} was changed where it is shared, and is no part of the ledger.",
                "git pull takes that in, or says what is in its way; then sync again.",
            )
        found[path] = new
    return found


def _plain(path: str, node: Node | None) -> bool:
    """Return whether something is a plain file whose name can do no harm."""
    if node is None:
        return False
    parts = path.split("/")
    harmless = all(part not in ("", ".", "..") and part.casefold().rstrip(". ") != ".git" for part in parts)
    return harmless and node.mode in (FILE, _EXECUTABLE) and "\\" not in path and path.isprintable()


def _is_there(repository: Repository, path: str) -> bool:
    """Return whether a file, or a file in the place of one of its folders, is there."""
    place = repository.top / path
    if os.path.lexists(place):
        return True
    above = place.parent
    while above != repository.top:
        if os.path.lexists(above) and not stat.S_ISDIR(os.lstat(above).st_mode):
            return True
        above = above.parent
    return False


def _laid(repository: Repository, new: Mapping[str, str]) -> int:
    """Put segments in their places on the disk, and return how many entries they hold."""
    entries = 0
    oids = dict.fromkeys(new.values())
    data = dict(repository.blobs(list(oids)))
    for writer in {segment.name_of(path).writer for path in new}:
        segment.sweep(str(repository.root), writer)
    for path, oid in new.items():
        entries += count(data[oid])
        segment.write(str(repository.root), path, data[oid])
    return entries


def _written(repository: Repository, files: Mapping[str, Node | None]) -> None:
    """Put files beside the ledger as they came, and take away those that they removed."""
    oids = dict.fromkeys(node.oid for node in files.values() if node is not None)
    data = dict(repository.blobs(list(oids)))
    for path, node in files.items():
        place = repository.top / path
        if node is None:
            place.unlink(missing_ok=True)
            continue
        segment.make_folders(str(place.parent))
        disk.write_new(str(place), data[node.oid])
        if node.mode == _EXECUTABLE:
            place.chmod(0o755)
