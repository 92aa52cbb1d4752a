"""The part of the app that does what keys say, or says why it is not possible now; and `g` with its letter."""

from __future__ import annotations

from textual import events
from textual.css.query import NoMatches
from textual.screen import ModalScreen

from .. import registry
from ..layouts.live import Live
from ..reasons import Situation
from ..widgets.key_bar import KeyBar
from .finding import Finding


class Keying(Finding):
    """An app of which every command is tried by one rule."""

    _chord = False
    """Whether `g` was pressed and its letter is still to come."""

    async def action_attempt(self, command_id: str) -> None:
        """Do a command on the screen in view, or say why it is not possible now."""
        command = registry.command(command_id)
        screen = self.screen
        now = screen.situation() if isinstance(screen, Live) else Situation(self.desk.opened)
        taken = registry.taken(command, now)
        if taken.reason is not None:
            self.notify(taken.reason, title=command.name, severity="warning")
            return
        if isinstance(screen, Live):
            screen.taken = taken
        try:
            part = registry.part(command)
            holder = screen.query_one(part) if part else screen
        except NoMatches:
            return
        await self.run_action(command.action, holder)

    # `g` and a letter

    def action_prefix(self) -> None:
        """Wait for the letter that says where to go."""
        self._show_chord(True)

    async def on_event(self, event: events.Event) -> None:
        """Take the key after `g` before anything else does: typed fast, it must not get lost."""
        if self._chord and isinstance(event, events.Key) and not event.is_forwarded:
            self._show_chord(False)
            command = registry.chords().get(event.character or "")
            if command is not None:
                await self.action_attempt(command.id)
            return
        if (
            isinstance(event, events.Key)
            and (take := getattr(self.screen, "take", None))
            and await take(event)
        ):
            return
        await super().on_event(event)

    def _show_chord(self, on: bool) -> None:
        self._chord = on
        for bar in self.screen.query(KeyBar):
            bar.chord = on

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave letters to what is being typed in, and keys to the form or question that is open."""
        if action in ("prefix", "command_palette") and isinstance(self.screen, ModalScreen):
            return False
        if action == "prefix" and not (self.desk.opened and self._free("g")):
            return False
        return super().check_action(action, parameters)

    def _free(self, key: str) -> bool:
        """Return whether nobody is typing letters."""
        return self.focused is None or not self.focused.check_consume_key(key, key)
