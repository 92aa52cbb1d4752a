"""The palette: what is typed finds things and commands, or themes."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.binding import BindingType
from textual.command import CommandPalette
from textual.widgets import OptionList

from ..widgets.options import PAGES, turn


class Palette(CommandPalette):
    """The palette, in which pages can be turned in any terminal."""

    BINDINGS: ClassVar[list[BindingType]] = PAGES

    def action_page_options(self, way: Literal["down", "up"]) -> None:
        """Go one page down or up."""
        turn(self.query_one(OptionList), way)
