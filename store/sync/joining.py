"""Joining: a clone of a ledger made by plumbing, so that nothing of it runs and nothing odd is laid down."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from ..errors import CannotWrite, GitTrouble, Invalid
from ..journal.place import MARKER
from ..schema.text import clean
from . import gate, git, remotes, seen
from .repository import Repository
from .saving import note
from .syncing import INCOMING, fetch
from .uniting import unite


def join(address: str, folder: Path, tell: Callable[[str], None] = lambda _: None) -> Path:
    """Make a clone, in *folder*, of the ledger at an address, and return where it lies; if it fails, nothing is left.

    Raises `Invalid` for an address or a folder that can't be, `GitTrouble`, and `Damaged` for what can't be trusted.
    """
    where = remotes.address_of(address)
    target = folder.absolute()
    if target.exists() and any(target.iterdir()):
        raise Invalid(f"{clean(str(target))} is not empty.", "Name a folder that isn't there yet.")
    there = target.exists()
    try:
        return _joined(where, target, tell)
    except BaseException as error:
        for path in target.iterdir() if target.exists() else ():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        if target.exists() and not there:
            target.rmdir()
        if isinstance(error, OSError):
            raise CannotWrite(
                f"{target} can't be written: {error.strerror}.", "Choose another folder."
            ) from None
        raise


def _joined(where: str, target: Path, tell: Callable[[str], None]) -> Path:
    target.mkdir(parents=True, exist_ok=True)
    git.run(target, "init", "--quiet", "--template=", "--initial-branch=main")
    remotes.add(target, where)
    tell(f"fetching from {clean(where)}")
    ref = _branch(target)
    git.run(target, "symbolic-ref", "HEAD", ref)
    private = target / ".git" / "allied"
    bare = Repository(target, "", target / ".git", private, ref)
    fetch(bare, remotes.DEFAULT)
    theirs = bare.commit(INCOMING) or ""
    repository = Repository(target, _prefix(bare, theirs), bare.git_dir, private, ref)
    tell("checking")
    difference = repository.difference(None, theirs)
    gate.refuse(gate.examine(repository, None, difference, theirs), remotes.DEFAULT)
    tell("laying down")
    unite(None, repository, None, theirs, difference)
    seen.write(repository, remotes.DEFAULT, theirs)
    private.mkdir(exist_ok=True)
    note(repository)
    git.run(target, "config", f"branch.{repository.branch}.remote", remotes.DEFAULT)
    git.run(target, "config", f"branch.{repository.branch}.merge", ref)
    return repository.root


def _branch(target: Path) -> str:
    """Return the ref of the remote's own branch; raises `GitTrouble` where it has none."""
    out = git.run(target, "ls-remote", "--symref", "--end-of-options", remotes.DEFAULT).decode(
        "utf-8", "replace"
    )
    lines = [line.split("\t") for line in out.splitlines()]
    named = [
        head.removeprefix("ref: ") for head, name in lines if name == "HEAD" and head.startswith("ref: ")
    ]
    heads = [name for _, name in lines if name.startswith("refs/heads/")]
    for ref in (*named, "refs/heads/main", *heads):
        if ref in heads:
            return git.plain(ref)
    raise GitTrouble(
        "There is nothing there yet.", "Whoever made the ledger shares it first, with allied sync."
    )


def _prefix(repository: Repository, commit: str) -> str:
    """Return the folder that the ledger lies in; raises `GitTrouble` unless there is just one."""
    found = [path for path in repository.files(commit) if path == MARKER or path.endswith(f"/{MARKER}")]
    if MARKER in found:
        return ""
    if len(found) != 1:
        what = "holds no ledger" if not found else f"holds {len(found)} ledgers"
        raise GitTrouble(f"The repository {what}.", "allied init makes one; git clone takes in several.")
    return found[0].removesuffix(MARKER)
