"""The part of the app in which things, commands and themes are found by typing."""

from __future__ import annotations

from textual.command import CommandPalette
from textual.theme import ThemeProvider

from .copying import Copying


class Finding(Copying):
    """An app with a palette of ours."""

    def action_command_palette(self) -> None:
        """Show the palette, unless it is there."""
        from ..dialogs.palette import Palette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(Palette(id="--command-palette"))

    def search_themes(self) -> None:
        """Show the palette with nothing but themes in it."""
        from ..dialogs.palette import Palette

        self.push_screen(Palette(providers=[ThemeProvider], placeholder="Search for themes…"))
