"""An answer by one more key: in, declined, asked, withdrawn, considers; the terms follow if they are wanted."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from .. import registry, safe_text, words
from ..declared.dialogs import ANSWERS


class Answers(ModalScreen[str]):
    """Asks for one key; answers with the state, or with `terms` where the form is wanted."""

    presentable = True  # it shows what the line under it does
    AUTO_FOCUS = ""  # enter is for the terms: it must not press whatever has the focus
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("answers")

    def __init__(self, about: str, *, terms: bool = True) -> None:
        """Take who answers what, and whether the terms can be asked for: those are of one answer."""
        super().__init__()
        self._about, self._terms = about, terms

    def compose(self) -> ComposeResult:
        """Lay the answers out, each with its key."""
        with Vertical(classes="dialog small"):
            yield Static(safe_text.content((self._about, "bold")), classes="question")
            for key, state in ANSWERS:
                label = safe_text.line((f" {key}  ", "bold $accent"), words.OPTED[state].text)
                button = Button(label, id=f"answer-{state}", compact=True, classes="answer")
                button.can_focus = False
                yield button
            terms = "⏎ its terms and its proof   " if self._terms else ""
            yield Static(safe_text.line((f"{terms}esc leaves", "$foreground-muted")))

    def action_give(self, state: str) -> None:
        """Answer by key."""
        if self._terms or state != "terms":
            self.dismiss(state)

    def action_leave(self) -> None:
        """Leave it."""
        self.dismiss("")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(str(event.button.id).removeprefix("answer-"))
