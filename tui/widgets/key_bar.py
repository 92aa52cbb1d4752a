"""The bar at the bottom: what the keys do here, what they can't do now, and what waits."""

from __future__ import annotations

from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from .. import registry, safe_text
from ..desk.own import own
from ..reasons import Situation

_ROOM: Final = 110
"""Cells under which the bar is for keys only."""


class Named(NamedTuple):
    """A command as the bar names it, why it isn't possible now, and what it comes after where room is short."""

    key: str
    label: str
    command: str
    reason: str | None
    everywhere: bool
    place: tuple[int, bool, int]


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
        self.watch(self.screen, "focused", self._bound_anew, init=False)

    def _bound_anew(self, before: object, after: object) -> None:
        self.refresh()

    def render(self) -> Content:
        """Return the line."""
        return self._chords() if self.chord else self._keys()

    def _keys(self) -> Content:
        styles = {name: self.get_visual_style(f"bar--{name}") for name in ("key", "off", "note")}
        named = self._named(short=False)
        note = self._noted(named)
        room = self.size.width - (len(note) + 3 if note else 0)
        self._spots.clear()
        pieces: list[Content] = []
        at = 0
        kept = self._fitting(named, room)
        # What is the same everywhere stands at the right, where it is on every screen.
        left = room - sum(len(one.label) for one in kept)
        for n, one in enumerate(kept):
            if one.everywhere and not (n and kept[n - 1].everywhere):
                pieces.append(Content(" " * left))
                at += left
            self._spots.append((at, at + len(one.label), one.command, one.reason))
            at += len(one.label)
            if one.reason:
                pieces.append(Content.styled(one.label, styles["off"]))
            else:
                pieces.append(Content.assemble((f" {one.key}", styles["key"]), one.label[len(one.key) + 1 :]))
        if room < self.size.width:
            pieces.append(Content(" " * (self.size.width - at - len(note) - 1)))
            pieces.append(Content.styled(note, styles["key" if self.busy else "note"]))
        return Content("").join(pieces)

    def _noted(self, named: list[Named]) -> str:
        """Return what stands at the end; who one is goes first where that leaves keys more room."""
        if self.busy:
            return safe_text.one_line(self.busy)
        note, width = safe_text.one_line(self.note), self.size.width
        if not note or width < _ROOM:
            return ""
        wanted = sum(len(one.label) for one in named)
        if wanted + len(note) + 3 <= width:
            return note
        return " · ".join(part for part in note.split(" · ") if not part.startswith("@"))

    def _fitting(self, named: list[Named], room: int) -> list[Named]:
        """Return the commands that fit, the screen's own first, always in the same order.

        Where room is short, help stays, then what is possible here by its rank, then what is the same everywhere.
        """
        if sum(len(one.label) for one in named) <= room:
            return named
        named, kept = self._named(short=True), set[int]()
        for n in sorted(range(len(named)), key=lambda n: named[n].place):
            if len(named[n].label) <= room:
                kept.add(n)
                room -= len(named[n].label)
        return [one for n, one in enumerate(named) if n in kept]

    def _named(self, *, short: bool) -> list[Named]:
        """Return what the bar would name with all the room there could be, those of every screen last."""
        keymap, now, found = own(self).keymap_now, self.situation, list[Named]()
        for c in self._offered():
            if bound := registry.keys(c, keymap):
                label = f" {bound[0]} {c.short if short and c.short else c.name} "
                everywhere, reason = "app" in c.where, registry.why_not(c, now)
                tier = 0 if c.id == "help" else 3 if reason else 2 if everywhere else 1
                found.append(Named(bound[0], label, c.id, reason, everywhere, (tier, not c.fitting, -c.rank)))
        return sorted(found, key=lambda one: one.everywhere)

    def _offered(self) -> list[registry.Command]:
        """Return the commands there are here, first those for such lines only as the cursor is on."""
        keymap, now = own(self).keymap_now, self.situation
        # What is in focus gets the keys first.
        inner = registry.within(getattr(self.screen.focused, "COMMANDS_OF", ""))
        taken = {key for c in inner for key in registry.keys(c, keymap)}
        outer = [c for c in registry.on(self._where) if not taken.intersection(registry.keys(c, keymap))]
        here = [c for c in (*inner, *outer) if c.shown and not (c.fitting and c.reason(now))]
        return sorted(here, key=lambda c: not c.fitting)

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
