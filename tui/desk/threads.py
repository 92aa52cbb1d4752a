"""Reading in a thread: the thread speaks by one message, and not at all once it is cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.worker import get_current_worker  # pyright: ignore[reportUnknownVariableType]

from ...store.errors import AlliedError, NotALedger
from ..messages import Refused
from .own import own

if TYPE_CHECKING:
    from textual.screen import Screen

    from ...store.ledger import Ledger
    from ...store.views.reader import Reader


def read(screen: Screen[Any], group: str, work: Callable[[Reader], Message]) -> None:
    """Read in a thread, as the audience may, and post what *work* returns; a later call ends an earlier one."""
    desk = own(screen).desk
    borrow(screen, group, lambda ledger: work(desk.reader(ledger)))


def borrow(screen: Screen[Any], group: str, work: Callable[[Ledger], Message]) -> None:
    """Do *work* on the whole ledger in a thread, as `read` does: for forms, which write what they hold."""
    desk = own(screen).desk

    def run() -> None:
        cancelled = cancelling()
        try:
            with desk.lend() as ledger:
                if cancelled():
                    return
                answer = work(ledger)
        except (AlliedError, OSError) as error:
            answer = refusal(error)
        if not cancelled():
            screen.post_message(answer)

    screen.run_worker(run, group=group, exclusive=True, thread=True)


def cancelling() -> Callable[[], bool]:
    """Return what tells whether this thread's work is still wanted."""
    worker: Any = get_current_worker()  # pyright: ignore[reportUnknownVariableType]
    return lambda: bool(worker.is_cancelled)


def refusal(error: AlliedError | OSError) -> Refused:
    """Return an error as what the store refused, in words for people."""
    if isinstance(error, AlliedError):
        told = Refused(error.message, error.hint)
    else:
        told = Refused(f"The disk said no: {error.strerror or error}.")
    told.missing = isinstance(error, NotALedger)
    told.unread = told.missing or isinstance(error, OSError)
    return told
