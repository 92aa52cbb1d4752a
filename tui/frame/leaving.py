"""The part of the app that leaves, whatever would keep it, and that is put aside and comes back."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual import on
from textual.app import App
from textual.driver import Driver

if TYPE_CHECKING:
    from ...store.sync.stopping import Stop


class Leaving(App[None]):
    """An app that leaves at once, whatever a remote does; what was written here is on disk."""

    def __init__(self) -> None:
        """Start with nothing under way."""
        super().__init__()
        self._stops: set[Stop] = set()
        self._leaving = False

    def get_driver_class(self) -> type[Driver]:
        """Return what draws: in a terminal that can be given back and taken anew one of ours."""
        chosen = super().get_driver_class()
        if sys.platform == "win32" or chosen.__name__ != "LinuxDriver":
            return chosen
        from .terminal import Terminal

        return Terminal

    def action_put_aside(self) -> None:
        """Stop, and give the terminal back to the shell until that lets the app go on."""
        if sys.platform == "win32" or self._driver is None or not self._driver.can_suspend:
            self.notify("Only in a terminal can it be put aside.", severity="warning")
        else:
            os.kill(0, signal.SIGTSTP)  # all that was started with it, as the terminal itself would do

    @on(Driver.SignalResume)
    def _draw_anew(self) -> None:
        """Draw everything: who had the terminal meanwhile drew on it too."""
        self.refresh(layout=True)

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
