"""Comparing: the entries that one commit of a ledger has and another hasn't."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Invalid, NotFound
from ..journal import codec, segment
from ..journal.entry import Entry
from ..journal.place import MARKER
from ..schema.text import clean
from . import gate, git, seen
from .remotes import chosen
from .repository import Repository

if TYPE_CHECKING:
    from ..ledger import Ledger


@dataclass(frozen=True, slots=True)
class Compared:
    """What came between two states: entries, the newest first, segments that are gone; and the ledger it reads in."""

    ledger: Ledger
    entries: list[Entry]
    removed: list[str]


@contextmanager
def compare(ledger: Ledger, range_: str | None = None) -> Generator[Compared]:
    """Yield what `REF..REF` (or `REF...REF`, from where they parted) brings; of `REF` alone, what came since.

    Without a range it is what the remote was never seen to have. Raises `NotFound` for a commit that isn't there,
    `Invalid` for what is no range, `Damaged` for a commit that the gate refuses.
    """
    repository = Repository.read(ledger.place)
    before, after = _range(repository, range_)
    old = _seen(repository) if range_ is None else set(gate.feeds(repository.files(before)))
    if after is None:
        present = set(segment.listed(str(ledger.root)))
        entries = _entries(ledger, sorted(present - old), old)
        entries += [entry for entry in ledger.unsaved() if entry.id not in {one.id for one in entries}]
        yield Compared(ledger, _newest_first(entries), sorted(old - present))
        return
    with _laid_out(ledger, repository, after) as other:
        new = set(gate.feeds(repository.files(after)))
        entries = _entries(other, sorted(new - old), old & new)
        yield Compared(other, _newest_first(entries), sorted(old - new))


def _range(repository: Repository, text: str | None) -> tuple[str, str | None]:
    """Return the commits at both ends of a range; the second is `None` where it is what is on the disk."""
    if text is None:
        return "", None
    dots = "..." if "..." in text else ".."
    left, found, right = text.partition(dots)
    if found and ".." in right:
        raise Invalid(f"{clean(text)} is no range of commits.", "Write REF..REF, such as main..HEAD.")
    before = _commit(repository, left or "HEAD")
    after = _commit(repository, right or "HEAD") if found else None
    if dots == "...":
        out = git.run(repository.top, "merge-base", before, after or "HEAD")
        before = out.decode().split("\n")[0]
    return before, after


def _commit(repository: Repository, name: str) -> str:
    commit = repository.commit(git.plain(name))
    if commit is None:
        raise NotFound(
            f"There is no commit {clean(name)} here.", "git fetch may bring it; git log lists them."
        )
    return commit


def _seen(repository: Repository) -> set[str]:
    try:
        known = repository.refs(seen.BELOW).get(seen.ref(repository, chosen(repository.top)))
        return set(gate.feeds(repository.files(known)))
    except (NotFound, Invalid):  # shared with nobody yet
        return set()


@contextmanager
def _laid_out(ledger: Ledger, repository: Repository, after: str) -> Generator[Ledger]:
    """Yield a ledger that holds what a commit does, in a folder that is gone afterwards."""
    files = repository.files(after)
    if set(gate.feeds(files)) == set(segment.listed(str(ledger.root))) and not ledger.unsaved():
        yield ledger
        return
    difference = repository.difference(None, after)
    gate.refuse(gate.examine(repository, None, difference, after), "that commit")
    folder = Path(tempfile.mkdtemp(prefix="allied-"))
    try:
        git.run(folder, "init", "--quiet", "--template=", "--initial-branch=main")
        wanted = {
            path: node.oid for path, node in files.items() if path == MARKER or path in gate.feeds(files)
        }
        data = dict(repository.blobs(list(dict.fromkeys(wanted.values()))))
        for path, oid in wanted.items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data[oid])
        yield ledger.open(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _entries(ledger: Ledger, new: list[str], old: set[str]) -> list[Entry]:
    """Return the entries of new segments that no old segment has."""
    found: dict[str, Entry] = {}
    for path in new:
        found.update((entry.id, entry) for entry in _read(ledger, path))
    least = {by: min(e.seq for e in found.values() if e.by == by) for by in {e.by for e in found.values()}}
    for by, first in least.items():
        for path in segment.from_number(str(ledger.root), by, first):
            if path in old:
                for entry in _read(ledger, path):
                    found.pop(entry.id, None)
    return list(found.values())


def _read(ledger: Ledger, path: str) -> list[Entry]:
    try:
        lines = segment.load(str(ledger.root), path, ledger.id, codec.reader(bulk=False))
    except OSError:
        return []
    return [entry for entry in lines if type(entry) is Entry]


def _newest_first(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.at, entry.seq, entry.id), reverse=True)
