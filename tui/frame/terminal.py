"""The terminal under the app: given back while the app is stopped, taken anew after, let go once it is gone."""

from __future__ import annotations

import asyncio
import os
import signal
import stat
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App


_ASK_TO_LEAVE: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class Terminal(LinuxDriver):
    """A terminal that is set right again when the app goes on, whoever stopped it and how."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        """Listen for what stops the app and lets it go on."""
        super().__init__(app, **options)  # pyright: ignore[reportUnknownMemberType]
        self._of = app
        self._given_back = True
        self._went_on = False
        loop = asyncio.get_running_loop()
        # What is done on a signal itself might find a queue locked that it wants to put something in.
        self._soon: Callable[[Callable[[], None]], object] = loop.call_soon_threadsafe
        for number in _ASK_TO_LEAVE:
            loop.add_signal_handler(number, self._leave, number)
        app.set_interval(1.0, self._miss)
        signal.signal(signal.SIGTSTP, self._on_stop)
        signal.signal(signal.SIGCONT, self._on_go)

    def start_application_mode(self) -> None:
        """Take the terminal."""
        super().start_application_mode()
        self._given_back = False

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        super().stop_application_mode()
        self._given_back = True

    def resume_application_mode(self) -> None:
        """Take the terminal anew, once this job is the one in front, and have all drawn again."""
        self._wait_in_front()
        super().resume_application_mode()
        self.send_message(self.SignalResume())

    def _on_stop(self, *_: object) -> None:
        if self._given_back:  # to an editor, which is stopped with us
            os.kill(os.getpid(), signal.SIGSTOP)
        else:
            self._soon(self._stop)

    def _on_go(self, *_: object) -> None:
        self._went_on = True
        if not self._given_back:
            self._soon(self._set_right)

    def _stop(self) -> None:
        """Stop until somebody lets the app go on; the system stops nobody who has no shell to go back to."""
        if self._given_back:
            return
        self.suspend_application_mode()
        self._went_on = False
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.pthread_kill(threading.get_ident(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, self._on_stop)
        self.resume_application_mode()
        if not self._went_on:
            self._of.call_later(self._of.notify, "There is no shell here to go back to.", severity="warning")

    def _set_right(self) -> None:
        """Take the terminal anew after a stop that gave no time to leave it.

        What the shell made of it meanwhile is not what it was before the app, and its threads are there still.
        """
        if not self._given_back:
            self._wait_in_front()
            self.suspend_application_mode()
            self.resume_application_mode()

    def _wait_in_front(self) -> None:
        """Stop for as long as another job has the terminal."""
        with suppress(OSError):  # it is gone: there is nothing to wait for
            while os.tcgetpgrp(self.fileno) != os.getpgrp():
                os.kill(os.getpid(), signal.SIGSTOP)

    def _leave(self, number: int) -> None:
        """Leave as by a key, with the exit code of who was ended by that signal; what is being written is written."""
        self._let_go()
        self._of.exit(return_code=128 + number)

    def _miss(self) -> None:
        """Leave where the terminal is gone and nobody said so."""
        if self._let_go():
            self._of.exit(return_code=128 + signal.SIGHUP)

    def _let_go(self) -> bool:
        """Point what led to a terminal that is gone at nothing; return whether it is gone.

        What is written there would fail, and be waited for in vain.
        """
        if os.isatty(self.fileno) or not self.input_tty:
            return False
        nothing = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            if stat.S_ISCHR(os.fstat(descriptor).st_mode):  # not what was sent to a file
                os.dup2(nothing, descriptor)
        os.close(nothing)
        return True
