"""The part of the app that draws first and does the rest after: what is done before holds the first screen up."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, cast

from ..messages import LedgerChanged
from .leaving import Leaving

_TUI: Final = Path(__file__).parents[1]
SHEET: Final = _TUI / "app.tcss"
"""The style sheet of what any screen is made of."""


class Starting(Leaving):
    """An app whose first screen waits for nothing that isn't on it."""

    def __init__(self) -> None:
        """Start with nothing drawn."""
        super().__init__()
        self.laid_out = False
        """Whether the first screen has its place on the terminal; what is shown earlier would be drawn twice."""
        self._drawn = False
        self._dressed = False
        self._after: list[Callable[[], object]] = []

    def once_drawn(self, do: Callable[[], object]) -> None:
        """Do something once what is to be seen by now is on the terminal."""
        if self._drawn:
            self.call_after_refresh(do)
        else:
            self._after.append(do)

    def on_ready(self) -> None:
        """Fill the first screen and let it be drawn, and then do what waits for that."""
        self.laid_out = True
        self.post_message(LedgerChanged())
        self.call_after_refresh(self._go_on)

    def _go_on(self) -> None:
        self._drawn = True
        self.dress()
        for do in self._after:
            do()
        self._after.clear()
        if not gc.isenabled():
            # Until here there was nothing to be collected; what is there by now stays until the end.
            gc.freeze()
            gc.enable()

    def push_screen(self, *args: Any, **options: Any) -> Any:
        """Show a screen over the one in view, its styles read."""
        self.dress()
        return cast("Any", super().push_screen(*args, **options))

    def switch_mode(self, mode: str) -> Any:
        """Go to another screen, its styles read."""
        self.dress()
        return super().switch_mode(mode)

    def dress(self) -> None:
        """Read the style sheets of single screens, dialogs and widgets, and of looks that few prefer."""
        if not self._dressed:
            self._dressed = True
            self.stylesheet.read_all(sorted({*_TUI.rglob("*.tcss")} - {SHEET}))
            self.stylesheet.parse()
