"""The bar at the top: where one is, where one can go, and whose ledger this is."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from .. import registry, safe_text

_ROOM = 60
"""Cells under which screens are numbers, but for the one in view."""


class TopBar(Widget):
    """One line of screens to go to; a click goes there."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--here", "bar--key", "bar--off", "bar--name"}

    coalition = reactive("")

    def __init__(self, here: str) -> None:
        """Show that *here* is the screen in view."""
        super().__init__()
        self.here = here
        self._spots: list[tuple[int, int, str]] = []

    def render(self) -> Content:
        """Return the line."""
        self._spots.clear()
        at = 0
        here, key, off = (self.get_visual_style(f"bar--{n}") for n in ("here", "key", "off"))
        pieces: list[Content] = []
        for c in [c for c in registry.COMMANDS if c.id.startswith("go.") and c.id != "go.to"]:
            number, possible = c.key, c.reason(registry.Situation(open=True)) is None
            short = self.size.width < _ROOM and c.id != f"go.{self.here}"
            name = "" if short else f"{c.name} "
            label = f" {number} {name}"
            self._spots.append((at, at + len(label), c.id))
            at += len(label)
            if c.id == f"go.{self.here}":
                pieces.append(Content.styled(label, here))
            elif possible:
                pieces.append(Content.assemble((f" {number} ", key), name))
            else:
                pieces.append(Content.styled(label, off))
        room = self.size.width - at - 2
        whose = safe_text.one_line(self.coalition)
        if room >= 12 and whose and self.size.width >= _ROOM:
            shown = safe_text.fit(whose, min(room, 60), right=True)
            pieces.append(Content(" " * (room - min(room, 60) + 1)))
            pieces.append(Content.styled(shown, self.get_visual_style("bar--name")))
        return Content("").join(pieces)

    async def on_click(self, event: events.Click) -> None:
        """Go to the screen that was clicked."""
        for start, end, command in self._spots:
            if start <= event.x < end:
                await self.run_action(f"app.attempt('{command}')")
