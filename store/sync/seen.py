"""What was once seen on a branch of a remote, kept as a ref, so that whatever goes missing there is noticed."""

from __future__ import annotations

from urllib.parse import quote

from . import git
from .repository import Repository

BELOW = "refs/allied/"


def ref(repository: Repository, remote: str) -> str:
    """Return the ref that keeps the commit which a remote's branch was last seen at."""
    return f"{BELOW}seen/{quote(remote, safe='')}/{repository.branch}"


def write(repository: Repository, remote: str, commit: str) -> None:
    """Note that a remote's branch is at a commit; raises `GitTrouble`."""
    git.run(repository.top, "update-ref", ref(repository, remote), commit)
