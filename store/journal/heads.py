"""The heads of this clone's own feed, noted beside its open file so that a write reads no feed.

A note that is lost, old or damaged costs time and nothing else: what it says is found again from the feed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from typing import Any, NamedTuple

from . import disk


class Note(NamedTuple):
    """What was so after a write: writer, its heads and greatest number, and what that holds for.

    It holds while the writer's segments have this `token` and the open file this `size`; `last` is the id of
    the entry that ended there, "" for none.
    """

    by: str
    heads: list[str]
    seq: int
    token: str
    size: int
    last: str


class Notes:
    """The notes of one clone, one a branch."""

    def __init__(self, private: str | os.PathLike[str]) -> None:
        self._path = os.path.join(private, "heads")

    def read(self, branch: str) -> Note | None:
        """Return a branch's note, `None` where there is none to be relied on."""
        found = self._all().get(branch)
        return Note(*found) if found else None

    def write(self, branch: str, note: Note | None) -> None:
        """Replace a branch's note; where that can't be, leave none at all."""
        notes = self._all()
        if note is None:
            notes.pop(branch, None)
        else:
            notes[branch] = list(note)
        body = json.dumps(notes, separators=(",", ":")).encode()
        temporary = f"{self._path}.{os.getpid()}.new"
        try:
            with open(temporary, "wb", buffering=0) as file:
                disk.write_all(file.fileno(), _digest(body) + b"\n" + body)
            disk.replace(temporary, self._path)
        except OSError:
            disk.remove(temporary)
            disk.remove(self._path)

    def _all(self) -> dict[str, Any]:
        with contextlib.suppress(OSError, ValueError):
            digest, _, body = disk.read(self._path).partition(b"\n")
            if _digest(body) == digest:
                return json.loads(body)
        return {}


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest()[:16].encode()
