"""Uniting: the segments of both sides, as a set; git's own merge is never asked."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..errors import GitTrouble
from ..journal import disk, segment
from ..schema.text import clean
from .committing import GONE, Content, commit, move, words
from .repository import FILE, Difference, Node, Repository
from .saving import count

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
    ledger: Ledger | None,
    repository: Repository,
    ours: str | None,
    theirs: str,
    difference: Difference,
    back: Mapping[str, str] | None = None,
) -> United:
    """Put what a commit that has passed the gate holds beside what is here, in the branch and on the disk.

    *difference* is what theirs has and ours hasn't, and the reverse.
    *back* are segments, by object, that are to be put back although one of the sides hasn't them now. Raises
    `GitTrouble` where something outside the ledger can't be taken without touching a file that is in use here.
    """
    new = {path: node.oid for path, node in difference.added.items()} | dict(back or {})
    parted = repository.parted(ours, theirs) if ours is not None else None
    beside = _beside(repository, ours, theirs, parted, difference)
    entries = _laid(repository, new, difference.added)
    _written(repository, beside)
    files: dict[str, Content] = {repository.prefix + path: (FILE, oid) for path, oid in new.items()}
    files |= {path: (node.mode, node.oid) if node else ("0", GONE) for path, node in beside.items()}
    made = _commit(ledger, repository, ours, theirs, parted, files, entries, bool(difference.removed or back))
    move(repository, made, ours, files)
    return United(made, sorted(difference.added), entries)


def _commit(
    ledger: Ledger | None,
    repository: Repository,
    ours: str | None,
    theirs: str,
    parted: str | None,
    files: Mapping[str, Content],
    entries: int,
    more: bool,
) -> str:
    """Return the commit that both sides come to: one of the two where it holds all, else one that follows on both.

    *more* says that theirs lacks something that is to be in it.
    """
    if ours is None or ledger is None:  # a branch that has nothing yet
        return theirs
    if parted == theirs and not files:
        return ours
    if parted == ours and not more:
        return theirs
    return commit(repository, [ours, theirs], files, words(ledger, entries))


def _beside(
    repository: Repository, ours: str | None, theirs: str, parted: str | None, difference: Difference
) -> dict[str, Node | None]:
    """Return what only they changed outside `feeds/`, `None` where they removed it.

    Raises `GitTrouble` where both sides changed something, or a file is in use here that would have to be touched.
    """
    if not difference.beside or (ours is not None and parted == theirs):
        return {}
    here = repository.difference(parted, ours).beside if ours is not None and ours != parted else {}
    there = difference.beside if ours == parted else repository.difference(parted, theirs).beside
    coming = {path: nodes for path, nodes in there.items() if path not in here or here[path][1] != nodes[1]}
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


def _laid(repository: Repository, new: Mapping[str, str], came: Collection[str]) -> int:
    """Put segments in their places on the disk, and return how many entries those that *came* hold."""
    entries = 0
    data = dict(repository.blobs(list(dict.fromkeys(new.values()))))
    for writer in {segment.name_of(path).writer for path in new}:
        segment.sweep(str(repository.root), writer)
    for path, oid in new.items():
        entries += count(data[oid]) if path in came else 0
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
