"""How far a long write is, and ending it from another thread for as long as nothing of it is written."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

from .errors import GivenUp


class Pace:
    """Follows one write: its thread says how far it is, another reads that and may end it."""

    def __init__(self) -> None:
        """Start with nothing done."""
        from threading import Lock  # commands have no use for it, and start without

        self.done = 0
        """How many of the changes are worked out."""
        self.of = 0
        """How many there are, 0 while nobody knows."""
        self.settled = False
        """Whether it is going to the disk, and can no longer be ended."""
        self._asked = False
        self._lock = Lock()

    def stop(self) -> bool:
        """End the write, from any thread; return whether that could still be done."""
        with self._lock:
            self._asked = not self.settled
            return self._asked

    @contextmanager
    def holds(self) -> Generator[None]:
        """Within this, in this thread, what is written is followed, and can be ended."""
        token = _current.set(self)
        try:
            yield
        finally:
            _current.reset(token)

    def at(self, done: int, of: int) -> None:
        """Note how far it is; raises `GivenUp` where it is to end."""
        self.done, self.of = done, of
        if self._asked:
            raise _given_up()

    def settle(self) -> None:
        """Let nobody end it from here on; raises `GivenUp` where somebody has."""
        with self._lock:
            if self._asked:
                raise _given_up()
            self.settled = True


def at(done: int, of: int = 0) -> None:
    """Say how far the write of this thread is; raises `GivenUp` where it is to end."""
    pace = _current.get()
    if pace is not None:
        pace.at(done, of)


def settle() -> None:
    """Say that the write of this thread goes to the disk now; raises `GivenUp` where it is to end."""
    pace = _current.get()
    if pace is not None:
        pace.settle()


def _given_up() -> GivenUp:
    return GivenUp("It was stopped: nothing of it is written.")


_current: ContextVar[Pace | None] = ContextVar("pace", default=None)
