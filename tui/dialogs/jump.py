"""Letters over the parts of the screen: the letter goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from .. import registry, safe_text
from ..doing.jumping import Spot

_LETTERS: Final = "asdfghjklqwertyuiopzxcvbnm"
"""Those under the fingers first."""


class Jump(ModalScreen[Spot]):
    """Answers with the part whose letter was pressed or clicked; any other key leaves."""

    presentable = True
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("jump")

    def __init__(self, spots: Sequence[Spot]) -> None:
        """Take the parts there are."""
        super().__init__()
        self._spots = dict(zip(_LETTERS, spots, strict=False))
        self._laid_out: Size | None = None

    def compose(self) -> ComposeResult:
        """Lay a letter over each part."""
        for letter, spot in self._spots.items():
            label = Static(
                safe_text.line(f" {letter} " + (f"{spot.word} " if spot.word else "")), name=letter
            )
            label.styles.offset = (spot.x, spot.y)
            yield label

    def on_key(self, event: events.Key) -> None:
        """Go where the letter stands, else back."""
        if event.key != "escape":
            event.stop()
            self.dismiss(self._spots.get(event.character or ""))

    def on_click(self, event: events.Click) -> None:
        """Go where the letter that was clicked stands, else back."""
        name = event.widget.name if event.widget is not None else None
        self.dismiss(self._spots.get(name or ""))

    def on_resize(self, event: events.Resize) -> None:
        """Leave once the parts are elsewhere."""
        if self._laid_out not in (None, event.size):
            self.dismiss()
        self._laid_out = event.size

    def action_leave(self) -> None:
        """Leave."""
        self.dismiss()
