"""The part of the app that ends what would keep it from leaving: git at work with a remote that is slow."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual.app import App

if TYPE_CHECKING:
    from ...store.sync.stopping import Stop


class Leaving(App[None]):
    """An app that leaves at once, whatever a remote does; what was written here is on disk."""

    def __init__(self) -> None:
        """Start with nothing under way."""
        super().__init__()
        self._stops: set[Stop] = set()
        self._leaving = False

    @contextmanager
    def stoppable(self, stop: Stop) -> Generator[None]:
        """Within this, in a thread, what git does with a remote ends once the app does, or *stop* says so."""
        self._stops.add(stop)
        if self._leaving:
            stop.now()
        try:
            with stop.holds():
                yield
        finally:
            self._stops.discard(stop)

    def stop_all(self) -> None:
        """End all that git does with remotes, now and from here on; returns at once."""
        self._leaving = True
        for stop in [*self._stops]:
            stop.now()

    def on_exit_app(self) -> None:
        """Wait for no remote: Python would wait for every thread."""
        self.stop_all()
