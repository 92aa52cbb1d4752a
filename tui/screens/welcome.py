"""The first run: there is no ledger yet."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Center, Middle, Vertical, VerticalScroll
from textual.widgets import Button, Static

from .. import registry, safe_text
from ..layouts.live import Live
from ..messages import Refused

_WORDS: Final = (
    "There is no ledger here yet. A ledger is a folder that holds who is in your coalition, what each has "
    "opted in to, who does what, and what was decided. It stays yours, and is shared through git."
)
_OFFERS: Final = (
    ("make", "m", "Make a ledger", "for a coalition that has none"),
    ("join", "J", "Join one", "that others share, by its git address"),
    ("demo", "d", "Look at the demo", "a coalition that isn't real, in a temporary folder"),
)


class Welcome(Live):
    """Offers to make a ledger, to join one, or to look around in one that isn't real."""

    COMMANDS_OF = "welcome"
    AUTO_FOCUS = "#make"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("welcome")

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        with Middle(), Center(), VerticalScroll(id="welcome", can_focus=False):
            yield Static(safe_text.line(("✦ Allied", "bold $primary")), id="brand")
            yield Static(safe_text.content(_WORDS), id="words")
            for name, key, label, meaning in _OFFERS:
                with Vertical(classes="offer"):
                    yield Button(safe_text.line((f" {key} ", "bold $accent"), label), id=name, compact=True)
                    yield Static(safe_text.line(f"  {meaning}"))
            yield Static("", id="where")

    def on_mount(self) -> None:
        """Say where one is."""
        self._say("↑ ↓ move, enter chooses, q quits")

    def _say(self, text: str, tone: str = "$foreground-muted") -> None:
        self.query_one("#where", Static).update(safe_text.content((text, tone)))

    def reload(self) -> None:
        """Show nothing: there is nothing to read."""

    @property
    def _here(self) -> Path:
        return (self.desk.start or Path.cwd()).absolute()

    @on(Button.Pressed)
    async def _chosen(self, event: Button.Pressed) -> None:
        await self.run_action(event.button.id or "")

    def action_make(self) -> None:
        """Ask what the ledger is to be called and where it is to lie."""
        from ..dialogs.beginning import Beginning
        from ..dialogs.offers import making

        self.allied.push_screen(Beginning(making(self._here), self._here))

    def action_join(self) -> None:
        """Ask for the address of the ledger to join."""
        from ..dialogs.beginning import Beginning
        from ..dialogs.offers import joining

        self.allied.push_screen(Beginning(joining(self._here), self._here))

    def action_demo(self) -> None:
        """Make the demo in a temporary folder and go there."""
        self._say("Making the demo…", "$text-accent")

        def make() -> Path:
            from ...store.demo import build

            root = Path(tempfile.mkdtemp(prefix="allied-demo-"))
            build(root)
            return root

        self.allied.open_ledger(make, self)

    @on(Refused)
    def _refused(self) -> None:
        self._say("The demo could not be made.", "$text-error")
