"""A line of views of the same screen, the one in view marked; a click goes to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class Views(Widget):
    """Names with counts; the key that goes on is the screen's."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--here", "bar--note"}

    here = reactive("")

    class Chosen(Message):
        """A view was clicked."""

        def __init__(self, view: str) -> None:
            """Name the view."""
            super().__init__()
            self.view = view

    def __init__(self, names: Sequence[tuple[str, str]]) -> None:
        """Take ids and names, in order."""
        super().__init__()
        self._names = names
        self._counts: dict[str, int] = {}
        self.spots: list[tuple[int, int, str]] = []

    def count(self, view: str, number: int) -> None:
        """Show how many lines a view has."""
        self._counts[view] = number
        self.refresh()

    def render(self) -> Content:
        """Return the line."""
        here, note = (self.get_visual_style(f"bar--{name}") for name in ("here", "note"))
        self.spots.clear()
        pieces: list[Content] = [Content(" ")]
        at = 1
        for view, name in self._names:
            label = f" {name} {self._counts.get(view, 0)} "
            self.spots.append((at, at + len(label), view))
            at += len(label) + 1
            pieces += [Content.styled(label, here if view == self.here else note), Content(" ")]
        return Content("").join(pieces)

    def on_click(self, event: events.Click) -> None:
        """Say which view was clicked."""
        for start, end, view in self.spots:
            if start <= event.x < end:
                self.post_message(self.Chosen(view))
