"""The bar at the top: where one is, where one can go, whose ledger this is, and whether the screen is shared."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from .. import registry, safe_text
from ..desk.own import own

_ROOM = 60
"""Cells under which screens are numbers, but for the one in view."""


class TopBar(Widget):
    """One line of screens to go to; a click goes there."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--here", "bar--key", "bar--mark", "bar--off", "bar--name"}

    coalition = reactive("")

    def __init__(self, here: str) -> None:
        """Show that *here* is the screen in view."""
        super().__init__()
        self.here = here
        self.spots: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Take the colour of a warning while the screen is shared."""
        self.set_class(own(self).desk.audience is not None, "-presenting")

    def render(self) -> Content:
        """Return the line."""
        self.spots.clear()
        audience = own(self).desk.audience
        return self._places() if audience is None else self._presenting(audience)

    def _presenting(self, audience: str) -> Content:
        """Return the line that says to whom the screen is shown, then where one can go, as names or as numbers."""
        said, room = f" ◉ SHARING SCREEN · {audience} ", self.size.width
        tabs = [c for c in registry.COMMANDS if c.id.startswith("go.") and c.id != "go.to" and c.key]
        names = [f" {c.key} {c.name} " for c in tabs]
        if len(said) + 2 + sum(map(len, names)) > room:
            names = [f" {c.key} {c.name} " if c.id == f"go.{self.here}" else f" {c.key} " for c in tabs]
        here, mark = (self.get_visual_style(f"bar--{n}") for n in ("here", "mark"))
        pieces, at = [Content.styled(said, mark), Content("  ")], len(said) + 2
        for c, name in zip(tabs, names, strict=True):
            self.spots.append((at, at + len(name), c.id))
            at += len(name)
            pieces.append(Content.styled(name, here if c.id == f"go.{self.here}" else ""))
        hint = "f9 goes on "
        if room - at > len(hint):
            pieces.append(Content(" " * (room - at - len(hint)) + hint))
        return Content("").join(pieces)

    def _places(self) -> Content:
        at = 0
        here, key, off = (self.get_visual_style(f"bar--{n}") for n in ("here", "key", "off"))
        pieces: list[Content] = []
        for c in [c for c in registry.COMMANDS if c.id.startswith("go.") and c.id != "go.to"]:
            number, possible = c.key, c.reason(registry.Situation(open=True)) is None
            short = self.size.width < _ROOM and c.id != f"go.{self.here}"
            name = "" if short else f"{c.name} "
            label = f" {number} {name}"
            self.spots.append((at, at + len(label), c.id))
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
        for start, end, command in self.spots:
            if start <= event.x < end:
                await self.run_action(f"app.attempt('{command}')")
