"""One question, before what isn't easily seen to have happened."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from .. import registry, safe_text


class Confirm(ModalScreen[bool]):
    """Asks once and says how to undo; answers whether to go on."""

    presentable = True
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("question")
    AUTO_FOCUS = "#yes"

    def __init__(self, question: str, yes: str, after: str) -> None:
        """Take the question, the word for going on, and how to take it back."""
        super().__init__()
        self._question, self._yes, self._after = question, yes, after

    def compose(self) -> ComposeResult:
        """Lay the question out."""
        with Vertical(classes="dialog small"):
            yield Static(safe_text.content((self._question, "bold")), classes="question")
            yield Static(safe_text.content((self._after, "$foreground-muted")))
            with Horizontal(classes="buttons"):
                yield Button(safe_text.line(f"{self._yes} (y)"), id="yes", variant="warning")
                yield Button("Leave it (esc)", id="no")

    def action_answer(self, yes: bool) -> None:
        """Answer by key."""
        self.dismiss(yes)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")
