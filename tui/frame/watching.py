"""The part of the app that notices what comes: it is told by the disk, and looks by itself where that can't be."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from textual import on

from ..messages import LedgerTouched
from ..settings.preferences import Preferences
from .presenting import Presenting

if TYPE_CHECKING:
    from ...store.journal.place import Place

EVERY: Final = 1.0
"""Seconds between two looks at whether anything came, where nobody tells."""
SELDOM: Final = 10
"""So many times as long between two looks where the disk tells: on some network disks it tells of nothing."""


class Watching(Presenting):
    """An app that shows within a moment what another process, a pull or a sync has written."""

    def __init__(self, start: Path | None, preferred: Preferences) -> None:
        """Watch nothing yet."""
        super().__init__(start, preferred)
        self.watched: tuple[Path, ...] = ()
        """The folders of which the disk tells when something is written there."""
        self._ended = threading.Event()
        self._ticks = 0
        self._tried: tuple[Path, ...] = ()

    def watch_ledger(self) -> None:
        """Look every second from now on, until something tells when to look."""
        self.set_interval(EVERY, self._tick)

    def on_unmount(self) -> None:
        """End the thread that watches."""
        self._ended.set()

    def _tick(self) -> None:
        self._ticks += 1
        # What is wrong is seen to be mended at once: a folder that is gone and comes back, nobody tells of.
        if not self.watched or self.trouble is not None or self._ticks % SELDOM == 0:
            self.look()
        # What it takes is loaded once the first screen stands: nobody should wait for it.
        if self.place is not None and any(
            getattr(one, "page", None) is not None for one in self.screen_stack
        ):
            folders = _folders(self.place)
            if folders and folders != self._tried:
                self._tried = folders
                self._ended.set()
                self._ended = threading.Event()
                watch = threading.Thread(target=self._watch, args=(folders, self._ended), daemon=True)
                watch.start()

    def _watch(self, folders: tuple[Path, ...], ended: threading.Event) -> None:
        """Tell the app of every change, in a thread of its own; where that can't be, it looks every second."""
        with suppress(OSError, ImportError, RuntimeError):
            for found in _changes(folders, ended):
                # What came before the watch began is told by nobody.
                if found or self.watched != folders:
                    self.post_message(LedgerTouched())
                self.watched = folders
        if not ended.is_set():
            self.watched = ()

    @on(LedgerTouched)
    def _touched(self) -> None:
        self.look()


def _folders(place: Place) -> tuple[Path, ...]:
    """Return the folders in which everything lies that is written to a ledger, as far as they are there yet."""
    waiting = place.private / "open"
    # What a sync from elsewhere has sent is told only by the copies that it lets go.
    folders = (waiting if waiting.is_dir() else place.private, place.private / "own", place.root / "feeds")
    return tuple(folder for folder in folders if folder.is_dir())


def _changes(folders: tuple[Path, ...], ended: threading.Event) -> Iterable[set[Any]]:
    """Give what changed in folders, nothing now and then; raises what the disk raises, or a package not there."""
    watch: Any = import_module("watchfiles").watch
    return watch(
        *folders, watch_filter=None, debounce=300, step=30, stop_event=ended, rust_timeout=500,
        yield_on_timeout=True, raise_interrupt=False,
    )  # fmt: skip
