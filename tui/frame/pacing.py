"""The part of the app that says when a write takes long, can stop it, and waits for it before it leaves."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from textual import on
from textual.timer import Timer

from .. import registry
from ..desk.own import own
from ..messages import WriteEnded
from ..widgets.key_bar import KeyBar
from .starting import Starting

if TYPE_CHECKING:
    from ...store.pace import Pace

_LONG: Final = 0.3
"""Seconds from which on a write is told of while it lasts."""


class Pacing(Starting):
    """An app in which nobody wonders whether it is at work, and that leaves no terminal dead behind a write."""

    def __init__(self) -> None:
        """Start with nothing being written."""
        super().__init__()
        self._writes: dict[Pace, float] = {}
        self._paced: Timer | None = None
        self._stopping = False
        self._leave_after = False

    def begin_write(self) -> Pace:
        """Return what follows a write that is about to begin in a thread, which ends with `WriteEnded`."""
        from ...store.pace import Pace

        pace = Pace()
        self._writes[pace] = time.monotonic()
        if self._paced is None:
            self._paced = self.set_interval(_LONG, self._tell_pace)
        return pace

    @on(WriteEnded)
    def _write_over(self, message: WriteEnded) -> None:
        self._writes.pop(message.pace, None)
        if self._writes:
            return
        if self._paced is not None:
            self._paced.stop()
        # Whoever wanted to leave still does, unless there is a refusal to be read first.
        leave, self._leave_after = self._leave_after and message.well, False
        self._paced, self._stopping = None, False
        self._tell_pace()
        if leave:
            self.exit()

    async def action_quit(self) -> None:
        """Leave, once what is being written is on disk."""
        self._leave_after = bool(self._writes)
        if not self._writes:
            await super().action_quit()

    def action_stop_writing(self) -> None:
        """End what is being written, for as long as nothing of it is; else say how to leave."""
        if not self._writes:
            self.action_help_quit()
        elif any([pace.stop() for pace in self._writes]):
            self._stopping = True
            self._tell_pace()
        else:
            self.notify("It is going to the disk by now. Once it is there, u takes it back.")

    def _tell_pace(self) -> None:
        """Show on every key bar in view how far a long write is."""
        said = self._pace_said()
        for screen in self.screen_stack:
            for bar in screen.query(KeyBar):
                bar.busy = said

    def _pace_said(self) -> str:
        pace, began = next(iter(self._writes.items()), (None, 0.0))
        if pace is None or time.monotonic() - began < _LONG:
            return ""
        if self._stopping and not pace.settled:
            return "✎ stopping…"
        far = f" {pace.done:,} of {pace.of:,}" if pace.of > 1 else f" {pace.done:,}" if pace.done > 1 else ""
        key = next(iter(registry.keys(registry.command("write.stop"), own(self).keymap_now)), "")
        stop = f" · {key} stops it" if key and not pace.settled else ""
        leave = " · then leaves" if self._leave_after else ""
        return f"✎ writing…{far}{stop}{leave}"
