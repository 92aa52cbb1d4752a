"""The bar at the bottom: what the keys do here, what they can't do now, and what waits."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from .. import registry, safe_text
from ..desk.own import own
from ..reasons import Situation


class KeyBar(Widget):
    """One line of keys and names from the registry; what is not possible now is dimmed and says why."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--key", "bar--off", "bar--note", "bar--chord"}

    situation: reactive[Situation] = reactive(Situation())
    note = reactive("")
    busy = reactive("")
    """What is being written for long, which is told before anything else, in the narrowest of bars too."""
    chord = reactive(False)

    def __init__(self, screen: str) -> None:
        """Show the commands of that screen."""
        super().__init__()
        self._where = screen
        self._spots: list[tuple[int, int, str, str | None]] = []

    def on_mount(self) -> None:
        """Show other keys as soon as there are any."""
        self.watch(own(self), "keymap_now", self._bound_anew, init=False)

    def _bound_anew(self, before: object, after: object) -> None:
        self.refresh()

    def render(self) -> Content:
        """Return the line."""
        return self._chords() if self.chord else self._keys()

    def _keys(self) -> Content:
        styles = {name: self.get_visual_style(f"bar--{name}") for name in ("key", "off", "note")}
        note = safe_text.one_line(self.busy or self.note)
        told = note and (self.busy or self.size.width >= 110)
        room = self.size.width - (len(note) + 3 if told else 0)
        self._spots.clear()
        pieces: list[Content] = []
        at = 0
        for key, command in self._fitting(room):
            label = f" {key} {command.name} "
            reason = command.reason(self.situation)
            self._spots.append((at, at + len(label), command.id, reason))
            at += len(label)
            if reason:
                pieces.append(Content.styled(label, styles["off"]))
            else:
                pieces.append(Content.assemble((f" {key}", styles["key"]), f" {command.name} "))
        if room < self.size.width:
            pieces.append(Content(" " * (self.size.width - at - len(note) - 1)))
            pieces.append(Content.styled(note, styles["key" if self.busy else "note"]))
        return Content("").join(pieces)

    def _fitting(self, room: int) -> list[tuple[str, registry.Command]]:
        """Return the commands that fit, each with its key; where room is short the screen's last ones go."""
        keymap = own(self).keymap_now
        shown = [(registry.keys(c, keymap), c) for c in registry.on(self._where) if c.shown]
        kept = [(bound[0], command) for bound, command in shown if bound]
        while kept and sum(len(key) + len(command.name) + 3 for key, command in kept) > room:
            mine = [pair for pair in kept if "app" not in pair[1].where]
            kept.remove((mine or kept)[-1])
        return kept

    def _chords(self) -> Content:
        key_style = self.get_visual_style("bar--key")
        pieces: list[Content] = [Content.styled(" g ", self.get_visual_style("bar--chord"))]
        found = [(k, c.name) for k, c in registry.chords().items() if c.reason(Situation(open=True)) is None]
        gap = " " if sum(len(name) + 4 for _, name in found) + 3 <= self.size.width else ""
        for letter, name in found:
            pieces.append(Content.assemble((f" {letter}", key_style), f" {name}{gap}"))
        return Content("").join(pieces)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say why what is under the mouse is not possible now, or what it does."""
        spot = next((s for s in self._spots if s[0] <= event.x < s[1]), None)
        self.tooltip = safe_text.content(spot[3] or registry.command(spot[2]).help) if spot else None

    async def on_click(self, event: events.Click) -> None:
        """Do what was clicked, or say why not."""
        for start, end, command, _ in self._spots:
            if start <= event.x < end:
                await self.run_action(f"app.attempt('{command}')")
