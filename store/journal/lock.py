"""The one lock of a clone, on a file of its own, so that two processes never write at once."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from ..errors import Invalid, Locked
from . import disk

WAIT = "ALLIED_LOCK_WAIT"


class Lock:
    """Held inside `with`; another process waits for it, then is told who holds it."""

    def __init__(self, path: Path | str, wait: float | None = None) -> None:
        """Make a lock on a file, waited for so many seconds (if not said, 10 or `ALLIED_LOCK_WAIT`)."""
        self._path = os.fspath(path)
        self._wait = wait
        self._fd = -1

    def __enter__(self) -> Lock:
        """Take the lock; raises `Locked` when it isn't free in time, `CannotWrite` where it can't be made."""
        try:
            fd = self._open()
        except OSError as error:
            raise disk.cannot_write(error, self._path) from None
        try:
            self._take(fd)
        except BaseException:
            os.close(fd)
            raise
        self._fd = fd
        self._sign()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the lock."""
        with contextlib.suppress(OSError):
            os.ftruncate(self._fd, 0)
        os.close(self._fd)
        self._fd = -1

    def _open(self) -> int:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        try:
            return os.open(self._path, flags, 0o666)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(self._path), exist_ok=True)
            return os.open(self._path, flags, 0o666)

    def _take(self, fd: int) -> None:
        until, pause = None, 0.001
        while True:
            try:
                return fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                now = time.monotonic()
                until = now + (_patience() if self._wait is None else self._wait) if until is None else until
                if now >= until:
                    raise self._locked(fd) from None
            except OSError as error:
                raise disk.cannot_write(error, self._path) from None
            # The kernel has no lock that waits for a time: ask again, a little later each time.
            time.sleep(min(pause, max(until - now, 0.0)))
            pause = min(pause * 1.5, 0.02)

    def _sign(self) -> None:
        """Say in the file who holds the lock; that it can't be said stops nobody."""
        words = [os.path.basename(sys.argv[0] if sys.argv else ""), *_verbs(sys.argv[1:])]
        holder = {"pid": os.getpid(), "command": " ".join(words), "since": int(time.time())}
        with contextlib.suppress(OSError):
            os.ftruncate(self._fd, 0)
            os.pwrite(self._fd, json.dumps(holder).encode(), 0)

    def _locked(self, fd: int) -> Locked:
        hint = f"Wait until it is done, or set {WAIT} to the seconds to wait for it."
        try:
            holder: dict[str, Any] = json.loads(os.pread(fd, 4096, 0))
            since = time.strftime("%H:%M:%S", time.localtime(holder["since"]))
            who = f"process {int(holder['pid'])} ({_printable(str(holder['command']))}), since {since}"
        except (OSError, ValueError, TypeError, KeyError, OverflowError):
            who = "another process"
        return Locked(f"The ledger is being written to by {who}.", hint)


def _verbs(words: list[str]) -> list[str]:
    """Return the noun and the verb of a command line, nothing that it says of people."""
    found: list[str] = []
    for word in words[:2]:
        if not word.isascii() or not word.isalpha():
            break
        found.append(word)
    return found


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in text)[:80]


def _patience() -> float:
    text = os.environ.get(WAIT, "")
    try:
        return float(text) if text else 10.0
    except ValueError:
        raise Invalid(f"{WAIT} is no number of seconds.", f"Write it like {WAIT}=30.") from None
