"""Every command of the registry, in the palette."""

from __future__ import annotations

from functools import partial
from typing import Final, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from .. import registry, safe_text
from ..desk.own import own
from ..layouts.live import Live
from ..reading import seeking

_FIRST: Final = 0.01
"""What puts a command before the things that fit as well."""


class CommandProvider(Provider):
    """Finds commands that apply on the screen in view; those not possible now say why."""

    async def discover(self) -> Hits:
        """Offer them all, this screen's own first."""
        for command in self._here():
            yield DiscoveryHit(self._name(command), self._run(command), command.name, self._help(command))

    async def search(self, query: str) -> Hits:
        """Offer those whose name or help fits."""
        words, matcher = query.lower().split(), self.matcher(query)
        for command in self._here():
            name, said = command.name.lower(), command.help.lower()
            if words and all(word in name for word in words):
                score = seeking.fit(name, words) + _FIRST
            elif words and all(word in said for word in words):
                score = seeking.NEARLY
            else:
                score = seeking.TEXT if matcher.match(command.name) > 0 else 0
            if score > 0:
                yield Hit(score, self._name(command), self._run(command), command.name, self._help(command))

    def _here(self) -> list[registry.Command]:
        screen = self.screen
        where = screen.COMMANDS_OF if isinstance(screen, Live) else "app"
        return [c for c in registry.on(where) if c.id not in ("find", "go.to", "back")]

    def _reason(self, command: registry.Command) -> str | None:
        return registry.why_not(command, self.screen.situation()) if isinstance(self.screen, Live) else None

    def _name(self, command: registry.Command) -> Content:
        keys = registry.keys(command, own(self.screen).keymap_now)
        tail = (f"  {keys[0]}", "not bold $accent") if keys else ""
        return safe_text.line((command.name, "$foreground-disabled" if self._reason(command) else ""), tail)

    def _help(self, command: registry.Command) -> str:
        # The palette would read a string as markup, but takes text that is none.
        reason = self._reason(command)
        return cast(str, safe_text.line(f"not now: {reason}" if reason else command.help))

    def _run(self, command: registry.Command) -> partial[object]:
        return partial(own(self.screen).run_action, f"app.attempt('{command.id}')")
