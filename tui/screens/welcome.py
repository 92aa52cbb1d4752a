"""The first run: there is no ledger yet."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Center, Middle, Vertical
from textual.widgets import Button, Input, Static

from .. import registry, safe_text
from ..live import Live

_WORDS = (
    "There is no ledger here yet. A ledger is a folder that holds who is in your coalition, what each has "
    "opted in to, who does what, and what was decided. It stays yours, and is shared through git."
)


class Welcome(Live):
    """Offers to make a ledger or to look around in one that isn't real."""

    COMMANDS_OF = "welcome"
    AUTO_FOCUS = "#demo"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("welcome")

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        with Middle(), Center(), Vertical(id="welcome"):
            yield Static(safe_text.line(("✦ Allied", "bold $primary")), id="brand")
            yield Static(safe_text.content(_WORDS), id="words")
            yield Button("Look at the demo", id="demo", compact=True)
            yield Button("Make a ledger in this folder", id="make", compact=True)
            yield Input(placeholder="the coalition's name, then enter", id="name")
            yield Button("Join one by its git address", id="join", disabled=True, compact=True)
            yield Static(
                safe_text.content(
                    ("Joining has no screen yet: clone with git, open that.", "$foreground-muted")
                )
            )
            yield Static("", id="where")

    def on_mount(self) -> None:
        """Say where a ledger would be made."""
        self.query_one("#name").display = False
        where = (self.desk.start or Path.cwd()).absolute()
        self._say(f"{where}\n↑ ↓ move, enter chooses, q quits")

    def _say(self, text: str) -> None:
        self.query_one("#where", Static).update(safe_text.content((text, "$foreground-muted")))

    def reload(self) -> None:
        """Show nothing: there is nothing to read."""

    def action_back(self) -> None:
        """Leave the name."""
        self.query_one("#name").display = False
        self.query_one("#make").focus()

    @on(Button.Pressed, "#make")
    def _ask_name(self) -> None:
        field = self.query_one("#name", Input)
        field.display = True
        field.focus()

    @on(Input.Submitted, "#name")
    def _make(self, event: Input.Submitted) -> None:
        name, root = event.value, (self.desk.start or Path.cwd()).absolute()

        def make() -> Path:
            from ...store.ledger import Ledger

            Ledger.create(root, name=name)
            return root

        self.allied.open_ledger(make)

    @on(Button.Pressed, "#demo")
    def _demo(self) -> None:
        self._say("Making the demo…")

        def make() -> Path:
            from ...store.demo import build

            root = Path(tempfile.mkdtemp(prefix="allied-demo-"))
            build(root)
            return root

        self.allied.open_ledger(make)
