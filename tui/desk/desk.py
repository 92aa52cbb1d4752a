"""The desk: where the ledger lies, lent to one thread at a time, never to the one that draws."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ...store.errors import AlliedError, NotALedger

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.views.reader import Reader
    from ..reading.things import Thing

T = TypeVar("T")


class Desk:
    """Holds the open ledger and lends it; a ledger isn't made for several threads at once."""

    def __init__(self, start: Path | None) -> None:
        """Note where to look for a ledger; `open` opens it."""
        self.start = start
        self.opened = False
        self.audience: str | None = None
        """For whom the whole app shows what it shows, `None` for whoever holds the clone: everything."""
        self.generation = 0
        """Grows with every change seen, so that a screen knows whether what it shows is the latest."""
        self._ledger: Ledger | None = None
        self._lock = threading.Lock()
        self._seen: object = None
        self._things: tuple[tuple[int, str | None], list[Thing]] | None = None

    def open(self, start: Path | None = None) -> None:
        """Open the ledger at a folder, else where the app was started; raises `NotALedger`."""
        from ...store.ledger import Ledger

        with self._lock:
            self._ledger = Ledger.open(start or self.start)
            self._seen = self._ledger.version()
            self.opened = True
            self.generation += 1

    @contextmanager
    def lend(self) -> Generator[Ledger, None, None]:
        """Lend the ledger to this thread until the block ends; raises `NotALedger` where none is open."""
        with self._lock:
            if self._ledger is None:
                raise NotALedger("There is no ledger open.", "allied init makes one.")
            # Whatever is read or written where it no longer is would make of it what it never was.
            if not self._ledger.there():
                raise NotALedger(
                    f"The ledger's folder is gone: {self._ledger.root}.",
                    "Bring it back to where it was: it is read again by itself.",
                )
            yield self._ledger

    def glimpse(self, look: Callable[[Ledger], T]) -> T | None:
        """Return what a look at the ledger finds, `None` where none is open or it is lent: nobody is kept waiting."""
        if self._ledger is None or not self._lock.acquire(blocking=False):
            return None
        try:
            return look(self._ledger)
        except (AlliedError, OSError):
            return None
        finally:
            self._lock.release()

    def show_to(self, audience: str | None) -> None:
        """Have everything read from now on as an audience may see it, `None` for all there is."""
        self.audience = audience
        self.generation += 1

    def reader(self, ledger: Ledger) -> Reader:
        """Return what screens read from: the ledger, or the ledger as the audience may see it."""
        return read_for(ledger, self.audience)

    def look(self) -> bool:
        """Take in what came since; return whether anything may have changed."""
        with self.lend() as ledger:
            if ledger.version() == self._seen:
                return False
            self.take_in(ledger)
            return True

    def take_in(self, ledger: Ledger) -> None:
        """Take in what came; the caller has been lent the ledger."""
        # The token first: what comes in between is then seen at the next look, and not missed.
        self._seen = ledger.version()
        ledger.refresh()
        self.generation += 1

    def things(self) -> list[Thing]:
        """Return every thing that can be found by a name, listed once for each state of the ledger and audience."""
        from ..reading.things import listed, tables

        with self.lend() as ledger:
            state, known = (self.generation, self.audience), self._things
            if known is not None and known[0] == state:
                return known[1]
            found = tables(read_for(ledger, state[1]))
        # The ledger is free again meanwhile: of very many things this takes a while.
        things = listed(found, known[1] if known is not None and known[0][1] == state[1] else ())
        self._things = (state, things)
        return things


def read_for(ledger: Ledger, audience: str | None) -> Reader:
    """Return a ledger as an audience may see it, the ledger itself for `None`."""
    if audience is None:
        return ledger
    from ...store.views.audience import seen_by

    return seen_by(ledger, audience)
