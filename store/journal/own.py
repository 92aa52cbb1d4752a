"""Copies of this clone's own segments, kept inside `.git` until a remote has them.

A reset, a stash or a removed work tree takes segments out of the branch; from here they come back.
"""

from __future__ import annotations

import os

from . import disk, segment


class Own:
    """The copies of one clone."""

    def __init__(self, private: str | os.PathLike[str]) -> None:
        self._root = os.path.join(private, "own")

    def keep(self, path: str, data: bytes) -> None:
        """Keep a copy of a segment; raises `OSError`."""
        full = f"{self._root}/{path}"
        os.makedirs(os.path.dirname(full), exist_ok=True)
        disk.write_new(full, data)

    def listed(self) -> list[str]:
        """Return the paths of the segments kept here."""
        return segment.listed(self._root)

    def token(self) -> str:
        """Return a text that changes whenever a copy comes or goes."""
        return segment.token(self._root)

    def missing(self, present: list[str]) -> list[str]:
        """Return the paths of the segments kept here that are not among those of the branch."""
        there = set(present)
        return [path for path in self.listed() if path not in there]

    def read(self, path: str) -> bytes:
        """Return the bytes of a copy; raises `OSError`, or `ValueError` where it is damaged."""
        data, sound = segment.read(self._root, path)
        if not sound:
            raise ValueError(path)
        return data

    def forget(self, path: str) -> None:
        """Remove the copy of a segment that a remote has."""
        disk.remove(f"{self._root}/{path}")
