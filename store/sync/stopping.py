"""Ending from another thread what git does with a remote; what it does here alone is let finish."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Final

from ..errors import Stopped

_LOOK: Final = 0.1
"""Seconds between two looks at whether it is to end."""
_PATIENCE: Final = 20
"""Looks that git, and what it started, are given to end by themselves."""


class Stop:
    """Says that what runs within it is to end."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    def now(self) -> None:
        """End what runs, from any thread; returns at once."""
        self._asked.set()

    @contextmanager
    def holds(self) -> Generator[None]:
        """Within this, in this thread, git and what it starts have no terminal to ask at, and can be ended."""
        token = _current.set(self)
        try:
            yield
        finally:
            _current.reset(token)

    def run(
        self, argv: Sequence[str], folder: Path, environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a process to its end and return what it came to; raises `Stopped` where it was ended before."""
        if self._asked.is_set():
            raise _stopped()
        with subprocess.Popen(
            argv, cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        ) as process:  # fmt: skip
            looks = 0
            while True:
                try:
                    out, err = process.communicate(timeout=_LOOK)
                    break
                except subprocess.TimeoutExpired:
                    if self._asked.is_set():
                        # To the whole session: ssh may sit there long after git is gone.
                        with suppress(ProcessLookupError):
                            os.killpg(process.pid, signal.SIGKILL if looks > _PATIENCE else signal.SIGTERM)
                        looks += 1
        if looks:
            raise _stopped()
        return subprocess.CompletedProcess(argv, process.returncode, out, err)


def within() -> Stop | None:
    """Return what can end this thread's work, `None` where nothing can."""
    return _current.get()


def _stopped() -> Stopped:
    return Stopped("It was stopped.", "Nothing is lost; try again whenever you like.")


_current: ContextVar[Stop | None] = ContextVar("stop", default=None)
