"""A sync: save, fetch, check, unite, push, and again from the fetch while somebody else is quicker."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ..errors import Damaged, GitTrouble, Invalid
from ..journal import segment
from ..journal.place import read_config
from . import gate, git, remotes, seen
from .repository import Node, Repository
from .saving import count, save
from .uniting import unite

if TYPE_CHECKING:
    from ..ledger import Ledger

INCOMING: Final = "refs/allied/incoming"
_TRIES: Final = 40
_LONGEST: Final = 3.0
_REFUSED: Final = ("[rejected]", "[remote rejected]", "failed to push", "fetch first", "cannot lock ref")


@dataclass(frozen=True, slots=True)
class Wish:
    """How to sync: with which remote, pushing or not, putting back what went missing, or only looking."""

    remote: str | None = None
    push: bool = True
    restore: bool = False
    dry: bool = False
    public: bool = False


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync came to: entries and segments that went and came, were put back or are nowhere to be had; tries."""

    remote: str
    branch: str
    saved: int = 0
    sent: int = 0
    came: int = 0
    came_in: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    unfound: tuple[str, ...] = ()
    pushed: bool = False
    crossed: int = 0
    tries: int = 1


Tell = Callable[[str], None]


def sync(ledger: Ledger, wish: Wish | None = None, tell: Tell = lambda _: None) -> Synced:
    """Share what is here and take in what others shared; *tell* is told each stage.

    Raises `Damaged` where what came can't be trusted, or what was once there is gone, and `GitTrouble` where git or
    the remote says no: then everything that was here is here still.
    """
    wanted = wish or Wish()
    repository = Repository.of(ledger.place)
    remotes.refuse_programs(repository.top)
    remote = remotes.chosen(repository.top, wanted.remote)
    before = _questions(ledger)
    found = Synced(remote, repository.branch)
    theirs: str | None = None
    if not wanted.dry:
        tell("saving")
        found = replace(found, saved=save(ledger).entries)
    for number in range(1, _TRIES + 1):
        tell(f"fetching from {remote}")
        theirs = fetch(repository, remote)
        found = replace(_taken(ledger, repository, theirs, wanted, found), tries=number)
        if wanted.dry or not wanted.push or _is_shared(repository, theirs):
            break
        _mind_the_public(repository, remote, theirs, wanted)
        tell(f"sending to {remote}")
        if _push(repository, remote, theirs):
            found = replace(found, pushed=True, sent=found.sent + _sent(repository, theirs))
            break
        time.sleep(random.uniform(0.3, 1) * min(_LONGEST, 0.1 * 1.5**number))
    else:
        raise GitTrouble(f"{remote} was ahead {_TRIES} times in a row.", "Sync again in a while.")
    if not wanted.dry:
        _noted(ledger, repository, found, wanted, repository.head() if found.pushed else theirs)
        if found.pushed:
            repository.tidy()
    return replace(found, crossed=len(_questions(ledger) - before))


def fetch(repository: Repository, remote: str) -> str | None:
    """Fetch the remote's branch beside everything that is here; return its commit, `None` if it has none yet."""
    name = git.plain(repository.ref)
    out = git.run(repository.top, "ls-remote", "--end-of-options", git.plain(remote), name)
    if not any(line.split("\t")[-1] == name for line in out.decode("utf-8", "replace").splitlines()):
        return None
    line = ["--refmap=", "--no-tags", "--quiet", "--no-write-fetch-head", "--upload-pack=git-upload-pack"]
    git.run(repository.top, "fetch", *line, "--end-of-options", remote, f"+{name}:{INCOMING}")
    return repository.commit(INCOMING)


def _taken(ledger: Ledger, repository: Repository, theirs: str | None, wanted: Wish, found: Synced) -> Synced:
    """Take in what a commit holds, once it has passed the gate."""
    head = repository.head()
    mine = gate.feeds(repository.files(head))
    there = repository.files(theirs)
    other = gate.feeds(there)
    if theirs is not None:
        known = read_config(repository.root)
        faults = gate.examine(known, repository.files(head), there, repository.blobs)
        gate.refuse(faults, found.remote)
    back: dict[str, str] = {}
    if wanted.restore:
        back = _lost(ledger, repository, mine, other, found)
        had = repository.there(back.values())
        unfound = tuple(path for path, oid in back.items() if oid not in had)
        back = {path: oid for path, oid in back.items() if oid in had}
        found = replace(found, unfound=found.unfound or unfound)
    else:
        _refuse_loss(repository, mine, other, found)
    if wanted.dry:
        came = sum(
            count(data) for _, data in repository.blobs([n.oid for p, n in other.items() if p not in mine])
        )
        sent = sum(
            count(data) for _, data in repository.blobs([n.oid for p, n in mine.items() if p not in other])
        )
        return replace(found, came=came, sent=sent + len(ledger.unsaved()))
    if theirs is None and not back:
        return found
    with ledger.writing():
        united = unite(ledger, repository, theirs or head or "", back)
    ledger.refresh()
    restored = tuple(path for path in back if path not in other or path not in mine)
    return replace(
        found,
        came=found.came + united.entries,
        came_in=(*found.came_in, *united.came),
        restored=found.restored or restored,
    )


def _lost(
    ledger: Ledger, repository: Repository, mine: Mapping[str, Node], other: Mapping[str, Node], found: Synced
) -> dict[str, str]:
    """Return what was once seen on the remote's branch, or written here, and is on neither side: objects by path."""
    known = seen.read(repository, found.remote)
    back = {path: oid for path, oid in known.items() if path not in other or path not in mine}
    copies = {path: data for path, data in ledger.copies().items() if path not in other}
    return back | {path: repository.stored(data) for path, data in copies.items()}


def _refuse_loss(
    repository: Repository, mine: Mapping[str, Node], other: Mapping[str, Node], found: Synced
) -> None:
    """Raise `Damaged` where something that was once seen on the remote's branch is gone from it, or from here."""
    known = seen.read(repository, found.remote)
    for side, where in ((other, found.remote), (mine, f"this clone's {repository.branch}")):
        gone = [path for path in known if path not in side]
        if gone:
            one = len(gone) == 1
            raise Damaged(
                f"{len(gone)} segment{' that was' if one else 's that were'} once seen on {found.remote} "
                f"{'is' if one else 'are'} gone from {where}.",
                "Somebody may have reverted or force-pushed. allied sync --restore puts back what was there.",
            )


def _is_shared(repository: Repository, theirs: str | None) -> bool:
    """Return whether the remote has all that is here: there is nothing to push then."""
    head = repository.head()
    return head is None or (
        theirs is not None and git.tried(repository.top, "merge-base", "--is-ancestor", head, theirs)[0] == 0
    )


def _push(repository: Repository, remote: str, theirs: str | None) -> bool:
    """Push the branch; return whether the remote took it, `False` where somebody else was quicker."""
    head, ref = repository.head(), git.plain(repository.ref)
    line = ["--porcelain", "--no-verify", "--quiet", "--receive-pack=git-receive-pack", "--end-of-options"]
    code, out, why = git.tried(repository.top, "push", *line, remote, f"{head}:{ref}")
    if code == 0:
        return True
    said = out.decode("utf-8", "replace") + why
    if any(word in said for word in _REFUSED):
        now = git.run(repository.top, "ls-remote", "--end-of-options", remote, ref).decode().split("\t")[0]
        if now != (theirs or ""):
            return False
    raise GitTrouble(f"{remote} did not take it: {why}.", "Whoever runs it can say who may write there.")


def _sent(repository: Repository, theirs: str | None) -> int:
    other = gate.feeds(repository.files(theirs))
    mine = gate.feeds(repository.files(repository.head()))
    return sum(
        count(data) for _, data in repository.blobs([n.oid for p, n in mine.items() if p not in other])
    )


def _noted(ledger: Ledger, repository: Repository, found: Synced, wanted: Wish, there: str | None) -> None:
    """Note what the remote holds now, in the commit *there*, and let go of the copies of what it has."""
    files = gate.feeds(repository.files(there))
    with ledger.writing(), suppress(OSError):
        seen.write(repository, found.remote, files, anew=wanted.restore)
        ledger.let_go(path for path in segment.listed(str(repository.private / "own")) if path in files)


def _mind_the_public(repository: Repository, remote: str, theirs: str | None, wanted: Wish) -> None:
    if (
        theirs is None
        and not wanted.public
        and remotes.is_public(repository.top, remotes.url(repository.top, remote))
    ):
        raise Invalid(
            f"Anybody can read what is on {remote}, and would read all of this ledger.",
            "Make it private first; --public shares it all the same.",
        )


def _questions(ledger: Ledger) -> set[tuple[str, str, str]]:
    return {
        (kind, key, register)
        for kind, key in ledger.book.crossed()
        for register in (ledger.get(kind, key) or {}).get("crossed", ())
    }
