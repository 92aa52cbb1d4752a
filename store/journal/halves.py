"""A large journal read by two processes: most of a rebuild is verifying lines, and machines have two cores.

The second process reads, verifies and hands over what the entries say. A file in which it finds anything but
sound entries it leaves to the first, which alone reports.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, Any

from . import codec, segment
from .codec import Line
from .entry import Entry

# From so many bytes on, starting a process and taking over what it read costs less than it saves.
WORTHWHILE = 3_000_000

_HEADER = 8  # bytes that say how long what follows is
_SAID = 12  # fields of an entry that are handed over: all but its body and its line
_UNKEPT: tuple[dict[str, Any], bytes] = ({}, b"")


class Helper:
    """The second process, and what it has read."""

    def __init__(self, root: str, ledger: str, paths: Sequence[str]) -> None:
        """Start it on the second half of *paths*."""
        import tempfile

        self._paths = paths[len(paths) // 2 :]
        self._waiting = set(self._paths)
        self._places: dict[str, tuple[int, int]] | None = None
        # What it hands over may be half a gigabyte: a file holds it without either process having to.
        self._handed = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `end`
        self._child = os.fork()
        if self._child == 0:
            _serve(root, ledger, self._paths, self._handed)

    def lines(self, path: str) -> list[Line] | None:
        """Return what a file's lines hold, `None` where it is to be read by whoever asks.

        The entries have neither line nor body.
        """
        if path not in self._waiting:
            return None
        place = self._found().get(path)
        if place is None:
            return None
        said: list[Any] | None = marshal.loads(os.pread(self._handed.fileno(), place[1], place[0]))
        made = Entry._make
        return None if said is None else [made(one + _UNKEPT) for one in said]

    def end(self) -> None:
        """Wait for the process to be gone, and let go of what it handed over."""
        self._found()
        self._handed.close()

    def _found(self) -> dict[str, tuple[int, int]]:
        """Return where in the handed file each path's entries lie, once the process has ended."""
        if self._places is None:
            _, status = os.waitpid(self._child, 0)
            self._places = {} if status else dict(zip(self._paths, self._frames(), strict=True))
        return self._places

    def _frames(self) -> Iterator[tuple[int, int]]:
        at, descriptor = 0, self._handed.fileno()
        while size := os.pread(descriptor, _HEADER, at):
            length = int.from_bytes(size, "big")
            yield at + _HEADER, length
            at += _HEADER + length


@contextmanager
def helping(root: str, ledger: str, paths: Sequence[str], size: int) -> Generator[Helper | None]:
    """Give a helper for segments of so many bytes, `None` where it would be no help or not safe."""
    helper = None
    if _is_worthwhile(size):
        with suppress(OSError):  # no process or no room to be had: one reads it all
            helper = Helper(root, ledger, paths)
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


def _serve(root: str, ledger: str, paths: Sequence[str], handed: IO[bytes]) -> None:
    """Read the files, hand over what they hold, and end without a trace of the process that this was."""
    status = 1
    try:
        with codec.undisturbed(True):
            lines = codec.reader(bulk=True)
            for path in paths:
                data = marshal.dumps(_said(root, path, ledger, lines))
                handed.write(len(data).to_bytes(_HEADER, "big") + data)
            handed.flush()
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
