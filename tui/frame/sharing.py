"""The part of the app that shares the ledger: by key, and by itself while nobody types."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on
from textual.css.query import NoMatches
from textual.message import Message
from textual.screen import ModalScreen
from textual.timer import Timer

from ...store.errors import AlliedError, Exposing, NotFound
from ..desk.threads import refusal
from ..layouts.live import Live
from ..messages import PublicAsked, Refused, Shared, SharingTold
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
    failed: Refused | None = None
    """Why the last sync came to nothing, until one works again."""
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

    def action_save(self) -> None:
        """Commit what was written, without a network."""
        from ..doing.saving import save

        self.write(save)

    def action_upgrade(self) -> None:
        """Ask once, and bring the ledger to the newest format."""
        from ..dialogs.confirm import Confirm
        from ..doing.saving import upgrade

        def answered(yes: bool | None) -> None:
            if yes:
                self.write(upgrade)

        after = "A clone with an older Allied can't read it then; that can't be taken back."
        self.push_screen(Confirm("Bring this ledger to the newest format?", "Upgrade", after), answered)

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

    def share(self, *, public: bool) -> None:
        """Sync now, even where anybody can read what is shared if *public* says that this is meant."""
        self._share(by_key=True, public=public)

    def _share(self, by_key: bool, public: bool = False) -> None:
        if self.stage:
            return
        from ...store.sync.stopping import Stop

        self._stands("beginning")
        self._share_stop = stop = Stop()

        def told(words: str) -> None:
            self.post_message(SharingTold(words))

        def work() -> Message | None:
            try:
                with self.desk.lend() as ledger:
                    root = ledger.root
                with self.stoppable(stop):
                    done = _synced(root, told, public)
                self._told, self.failed = "", None
                return Shared(_words(done, by_key), done.crossed)
            except (AlliedError, OSError) as error:
                # What goes wrong by itself is told once, not every few minutes.
                before, self._told = self._told, str(error)
                self.failed = refusal(error)
                if by_key and isinstance(error, Exposing):
                    return PublicAsked(error.message)
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
        self.unread = True  # when it was, and what it came to, is told by no change of the ledger itself
        self.desk.generation += 1
        self.look()

    @on(PublicAsked)
    def _ask_public(self, message: PublicAsked) -> None:
        """Ask whether to share it all the same where anybody can read it."""
        from ..dialogs.confirm import Confirm

        def answered(yes: bool | None) -> None:
            if yes:
                self.share(public=True)

        after = "What others have read there can't be taken back. Or make it private first, then sync again."
        self.push_screen(Confirm(message.words, "Share it all the same", after), answered)

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
            if isinstance(screen, Live):
                screen.sharing_changed()


def _synced(root: Path, told: Callable[[str], None], public: bool) -> Synced:
    """Sync with a ledger of its own; raises what `sync` does."""
    from ...store.ledger import Ledger
    from ...store.sync import remotes
    from ...store.sync.syncing import Wish, sync

    if not remotes.names(root):
        raise NotFound("This ledger is shared with nobody yet.", "7 goes to Sync, and s there says where.")
    return sync(Ledger.open(root), Wish(public=public), told)


def _words(done: Synced, by_key: bool) -> str:
    """Return what a sync came to; of one that began by itself only what somebody has to see to."""
    if done.crossed:
        what = "question has" if done.crossed == 1 else "questions have"
        return f"{done.came} came in. {done.crossed} {what} two answers now: 7 shows them side by side."
    if not by_key and not done.came:
        return ""
    return f"Shared with {done.remote}: {done.sent} sent, {done.came} came in."
