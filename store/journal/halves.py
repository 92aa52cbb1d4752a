"""A large journal read by two processes: most of a rebuild is verifying lines, and machines have two cores.

The second process reads, verifies and hands over what the entries say. A file in which it finds anything but
sound entries it leaves to the first, which alone reports.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Any

from . import codec, segment
from .codec import Line
from .entry import Entry

# From so many bytes on, starting a process and taking over what it read costs less than it saves.
WORTHWHILE = 8_000_000

_SAID = 12  # fields of an entry that are handed over: all but its body and its line
_UNKEPT: tuple[dict[str, Any], bytes] = ({}, b"")


class Helper:
    """The second process, and what it has read."""

    def __init__(self, root: str, ledger: str, paths: Sequence[str]) -> None:
        """Start it on the second half of *paths*."""
        self._paths = paths[len(paths) // 2 :]
        self._found: dict[str, list[Any] | None] | None = None
        self._waiting = set(self._paths)
        reading, writing = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            os.close(reading)
            _serve(root, ledger, self._paths, writing)
        os.close(writing)
        self._pipe = reading

    def lines(self, path: str) -> list[Line] | None:
        """Return what a file's lines hold, `None` where it is to be read by whoever asks.

        The entries have neither line nor body.
        """
        if path not in self._waiting:
            return None
        if self._found is None:
            self._found = self._take()
        said = self._found.pop(path, None)
        made = Entry._make
        return None if said is None else [made(one + _UNKEPT) for one in said]

    def end(self) -> None:
        """Wait for the process to be gone."""
        if self._found is None:
            self._found = self._take()

    def _take(self) -> dict[str, list[Any] | None]:
        with os.fdopen(self._pipe, "rb") as pipe:
            data = pipe.read()
        _, status = os.waitpid(self._child, 0)
        if status:
            return {}
        return dict(zip(self._paths, marshal.loads(data), strict=True))


@contextmanager
def helping(root: str, ledger: str, paths: Sequence[str], size: int) -> Generator[Helper | None]:
    """Give a helper for segments of so many bytes, `None` where it would be no help or not safe."""
    helper = Helper(root, ledger, paths) if _is_worthwhile(size) else None
    try:
        yield helper
    finally:
        if helper:
            helper.end()


def _is_worthwhile(size: int) -> bool:
    threading = sys.modules.get("threading")
    if size < WORTHWHILE or (threading is not None and threading.active_count() > 1):
        return False  # a process forked beside a thread may wait for a lock that nobody holds any more
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores > 1


def _serve(root: str, ledger: str, paths: Sequence[str], pipe: int) -> None:
    """Read the files, hand over what they hold, and end without a trace of the process that this was."""
    status = 1
    try:
        with codec.undisturbed(True):
            lines = codec.reader(bulk=True)
            found = [_said(root, path, ledger, lines) for path in paths]
            with os.fdopen(pipe, "wb") as out:
                out.write(marshal.dumps(found))
        status = 0
    finally:
        os._exit(status)


def _said(root: str, path: str, ledger: str, lines: codec.Reader) -> list[Any] | None:
    try:
        found = segment.load(root, path, ledger, lines)
    except OSError:
        return None
    said: list[Any] = []
    for line in found:
        if type(line) is not Entry or line.body is None:
            return None
        said.append(line[:_SAID])
    return said
