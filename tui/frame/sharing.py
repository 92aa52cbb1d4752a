"""The part of the app that shares the ledger: by key, and by itself while nobody types."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events, on
from textual.css.query import NoMatches
from textual.message import Message
from textual.screen import ModalScreen
from textual.timer import Timer

from ...store.errors import AlliedError
from ..desk.threads import refusal
from ..messages import Shared, SharingTold
from ..widgets.key_bar import KeyBar
from ..widgets.top_bar import TopBar
from .keeping import Keeping

if TYPE_CHECKING:
    from ...store.sync.stopping import Stop
    from ...store.sync.syncing import Synced

IDLE: float = 30.0
"""Seconds without a key after which a sync may begin by itself."""


class Sharing(Keeping):
    """An app that syncs in a thread, with a ledger of its own, so that reading and writing go on meanwhile."""

    stage = ""
    """What a sync that runs is doing, empty where none runs."""
    _share_stop: Stop | None = None
    _every: Timer | None = None
    _last_key = 0.0
    _told = ""

    def share_every(self, minutes: int) -> None:
        """Sync by itself from now on, whenever so many minutes have passed and nobody is typing; 0 never."""
        if self._every is not None:
            self._every.stop()
        self._every = self.set_interval(minutes * 60, self._share_if_idle) if minutes > 0 else None

    def action_share(self) -> None:
        """Sync now."""
        self._share(by_key=True)

    async def on_event(self, event: events.Event) -> None:
        """Note when a key was pressed last."""
        if isinstance(event, events.Key):
            self._last_key = time.monotonic()
        await super().on_event(event)

    def action_stop_sharing(self) -> None:
        """End a sync that runs; what it took in stays, what waits still waits."""
        if self.stage and self._share_stop is not None:
            self._share_stop.now()
            self._stands("stopping")
        else:
            self.notify("No sync is running.")

    def _share_if_idle(self) -> None:
        typing = isinstance(self.screen, ModalScreen) or time.monotonic() - self._last_key < IDLE
        if self.desk.opened and not typing:
            self._share(by_key=False)

    def _share(self, by_key: bool) -> None:
        if self.stage:
            return
        from ...store.sync.stopping import Stop

        self._stands("beginning")
        self._share_stop = stop = Stop()

        def told(words: str) -> None:
            self.post_message(SharingTold(words))

        def work() -> Message | None:
            from ...store.ledger import Ledger
            from ...store.sync.syncing import sync

            try:
                with self.desk.lend() as ledger:
                    root = ledger.root
                with self.stoppable(stop):
                    done = sync(Ledger.open(root), tell=told)
                self._told = ""
                return Shared(_words(done, by_key), done.crossed)
            except (AlliedError, OSError) as error:
                # What goes wrong by itself is told once, not every few minutes.
                before, self._told = self._told, str(error)
                return refusal(error) if by_key or before != self._told else None
            finally:
                told("")

        self._start(work, group="share")

    @on(SharingTold)
    def _show_stage(self, message: SharingTold) -> None:
        self._stands(message.words)

    @on(Shared)
    def _tell_shared(self, message: Shared) -> None:
        if message.words:
            words = message.words if self.desk.audience is None else "Shared."
            self.notify(words, severity="warning" if message.crossed else "information")
        self.look()

    def _stands(self, words: str) -> None:
        """Show on every bar in view how far a sync is."""
        self.stage = words
        self.show_known()

    def show_known(self) -> None:
        """Show on every bar in view whose ledger it is, and what waits or how far a sync is."""
        stage = self.stage if self.desk.audience is None else "syncing"
        for screen in self.screen_stack:
            with suppress(NoMatches):
                screen.query_one(KeyBar).note = f"⇅ {stage}…" if self.stage else self.note
                screen.query_one(TopBar).coalition = self.coalition


def _words(done: Synced, by_key: bool) -> str:
    """Return what a sync came to; of one that began by itself only what somebody has to see to."""
    if done.crossed:
        what = "question has" if done.crossed == 1 else "questions have"
        return f"{done.came} came in. {done.crossed} {what} two answers now: 7 shows them side by side."
    if not by_key and not done.came:
        return ""
    return f"Shared with {done.remote}: {done.sent} sent, {done.came} came in."
