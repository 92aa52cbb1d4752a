"""A sync: save, fetch, check, unite, push, and again from the fetch while somebody else is quicker."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from .. import clock
from ..errors import Damaged, Exposing, GitTrouble
from ..journal import last
from ..journal.place import read_config
from . import gate, git, remotes, seen
from .repository import Difference, Node, Repository
from .saving import count, note, save
from .uniting import unite

if TYPE_CHECKING:
    from ..ledger import Ledger

INCOMING: Final = "refs/allied/incoming"
_TRIES: Final = 40
_FEW: Final = 100
_NONE_YET: Final = "couldn't find remote ref"
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
    sent_in: tuple[str, ...] = ()
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
    remote = remotes.trusted(repository.top, wanted.remote)
    before = _questions(ledger)
    found = Synced(remote, repository.branch)
    if not wanted.dry:
        tell("saving")
        found = replace(found, saved=save(ledger).entries)
    for number in range(1, _TRIES + 1):
        tell(f"fetching from {remote}")
        sides = _sides(repository, remote)
        found = replace(_taken(ledger, repository, sides, wanted, found), tries=number)
        if wanted.dry:
            return found
        head = repository.head()
        shared = head is None or head == sides.theirs or _follows(repository, sides.theirs, head)
        if shared or not wanted.push:
            _noted(ledger, repository, found, sides.theirs)
            break
        assert head is not None
        _mind_the_public(repository, remote, sides.theirs, wanted)
        tell(f"sending to {remote}")
        if _push(repository, remote, head, sides.theirs):
            went = repository.difference(sides.theirs, head).added
            sent = found.sent + _entries(repository, went)
            found = replace(found, pushed=True, sent=sent, sent_in=tuple(sorted(went)))
            _noted(ledger, repository, found, head)
            repository.tidy()
            break
        time.sleep(random.uniform(0.3, 1) * min(_LONGEST, 0.1 * 1.5**number))
    else:
        raise GitTrouble(f"{remote} was ahead {_TRIES} times in a row.", "Sync again in a while.")
    at = clock.stamp(clock.milliseconds())
    last.note(
        ledger.place.private, last.Last(at, remote, found.branch, found.sent, found.came, found.came_in)
    )
    return replace(found, crossed=len(_questions(ledger) - before))


@dataclass(frozen=True, slots=True)
class Sides:
    """The commits that a sync brings together: the branch here, the remote's, and where that was last seen."""

    head: str | None
    theirs: str | None
    seen: str | None


def _sides(repository: Repository, remote: str) -> Sides:
    came = fetch(repository, remote)
    refs = repository.refs(seen.BELOW)
    head = repository.head()
    return Sides(head, refs.get(INCOMING) if came else None, refs.get(seen.ref(repository, remote)))


def fetch(repository: Repository, remote: str) -> bool:
    """Fetch the remote's branch beside everything that is here; return whether it has one; raises `GitTrouble`."""
    name = git.plain(repository.ref)
    line = ["--refmap=", "--no-tags", "--quiet", "--no-write-fetch-head", "--upload-pack=git-upload-pack"]
    line += ["--end-of-options", git.plain(remote), f"+{name}:{INCOMING}"]
    code, _, why = git.tried(repository.top, "fetch", *line)
    if code and _NONE_YET not in why:
        raise GitTrouble(f"Git fetch failed: {why}.", "Is there a network, and may you read what is there?")
    return not code


def _taken(ledger: Ledger, repository: Repository, sides: Sides, wanted: Wish, found: Synced) -> Synced:
    """Take in what a commit holds, once it has passed the gate."""
    head, theirs = sides.head, sides.theirs
    between = _between(repository, sides)
    if theirs is not None and theirs != head:
        faults = gate.examine(repository, read_config(repository.root), between, theirs)
        gate.refuse(faults, found.remote)
    back: dict[str, str] = {}
    if wanted.restore:
        found, back = _back(ledger, repository, sides, found)
    else:
        _refuse_loss(repository, sides, found)
    if wanted.dry:
        sent = _entries(repository, between.removed) + len(ledger.unsaved())
        came, went = tuple(sorted(between.added)), tuple(sorted(between.removed))
        return replace(found, came=_entries(repository, between.added), sent=sent, came_in=came, sent_in=went)
    if (theirs is None or theirs == head) and not back:
        return found
    with ledger.writing():
        united = unite(
            ledger, repository, head, theirs or head or "", between if theirs else Difference(), back
        )
        note(repository)
    ledger.refresh()
    return replace(
        found,
        came=found.came + united.entries,
        came_in=(*found.came_in, *united.came),
        restored=found.restored or tuple(back),
    )


def _between(repository: Repository, sides: Sides) -> Difference:
    """Return what they have and we haven't as `added`, the reverse as `removed`."""
    if sides.theirs is None:
        return Difference(removed=gate.feeds(repository.files(sides.head)))
    return repository.difference(sides.head, sides.theirs)


def _gone(repository: Repository, sides: Sides) -> tuple[dict[str, Node], dict[str, Node]]:
    """Return what was once seen on the remote's branch and is gone from there, and what of it is gone from here."""
    if sides.seen is None:
        return {}, {}

    def lacks(commit: str | None) -> dict[str, Node]:
        if commit is None:
            return gate.feeds(repository.files(sides.seen))
        return repository.difference(sides.seen, commit).removed

    there = lacks(sides.theirs)
    return there, there if sides.head == sides.theirs else lacks(sides.head)


def _back(
    ledger: Ledger, repository: Repository, sides: Sides, found: Synced
) -> tuple[Synced, dict[str, str]]:
    """Return what is to be put back, objects by path: what was seen there once, and what was written here."""
    there, here = _gone(repository, sides)
    back = {path: node.oid for path, node in (there | here).items()}
    for path, data in ledger.copies().items():
        back.setdefault(path, git.store(repository.top, data))
    had = repository.there(back.values())
    unfound = tuple(path for path, oid in back.items() if oid not in had)
    return replace(found, unfound=unfound), {path: oid for path, oid in back.items() if oid in had}


def _refuse_loss(repository: Repository, sides: Sides, found: Synced) -> None:
    """Raise `Damaged` where something that was once seen on the remote's branch is gone from it, or from here."""
    there, here = _gone(repository, sides)
    for gone, where in ((there, found.remote), (here, f"this clone's {repository.branch}")):
        if gone:
            one = len(gone) == 1
            raise Damaged(
                f"{len(gone)} segment{' that was' if one else 's that were'} once seen on {found.remote} "
                f"{'is' if one else 'are'} gone from {where}.",
                "Somebody may have reverted or force-pushed. allied sync --restore puts back what was there.",
            )


def _follows(repository: Repository, later: str | None, earlier: str) -> bool:
    return later is not None and repository.parted(later, earlier) == earlier


def _push(repository: Repository, remote: str, head: str, theirs: str | None) -> bool:
    """Push the branch; return whether the remote took it, `False` where somebody else was quicker."""
    ref = git.plain(repository.ref)
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


def _entries(repository: Repository, nodes: Mapping[str, Node]) -> int:
    """Return how many entries segments hold."""
    return sum(count(data) for _, data in repository.blobs([node.oid for node in nodes.values()]))


def _noted(ledger: Ledger, repository: Repository, found: Synced, there: str | None) -> None:
    """Note what the remote holds now, in the commit *there*, and let go of the copies of what it has."""
    if there is None:
        return
    seen.write(repository, found.remote, there)
    with ledger.writing(), suppress(OSError):
        kept = ledger.kept()
        held = (
            repository.files(there, *kept)
            if 0 < len(kept) < _FEW
            else repository.files(there)
            if kept
            else {}
        )
        ledger.let_go(path for path in kept if path in held)


def _mind_the_public(repository: Repository, remote: str, theirs: str | None, wanted: Wish) -> None:
    if (
        theirs is None
        and not wanted.public
        and remotes.is_public(repository.top, remotes.url(repository.top, remote))
    ):
        raise Exposing(
            f"Anybody can read what is on {remote}, and would read all of this ledger.",
            "Make it private first; --public shares it all the same.",
        )


def _questions(ledger: Ledger) -> set[tuple[str, str, str]]:
    return {
        (kind, key, register)
        for kind, key in ledger.book.crossed()
        for register in (ledger.get(kind, key) or {}).get("crossed", ())
    }
