"""What was once seen on a branch of a remote, so that whatever goes missing there is noticed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import quote

from ..journal import disk
from .repository import Node, Repository


def read(repository: Repository, remote: str) -> dict[str, str]:
    """Return the segments that a remote's branch was seen to hold: their objects by path."""
    try:
        lines = disk.read(_file(repository, remote)).decode("ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = (line.partition(" ") for line in lines)
    return {path: oid for oid, _, path in pairs if path}


def write(repository: Repository, remote: str, files: Mapping[str, Node], *, anew: bool = False) -> None:
    """Note what a remote's branch holds now, over what was noted before unless *anew*; raises `OSError`."""
    known = read(repository, remote)
    found = ({} if anew else known) | {path: node.oid for path, node in files.items()}
    if found != known:
        name = _file(repository, remote)
        os.makedirs(os.path.dirname(name), exist_ok=True)
        disk.write_new(
            name, "".join(f"{oid} {path}\n" for path, oid in sorted(found.items())).encode("ascii")
        )


def _file(repository: Repository, remote: str) -> str:
    return str(repository.private / "seen" / f"{quote(remote, safe='')} {quote(repository.branch, safe='')}")
