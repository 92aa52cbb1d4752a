"""One of several words to choose from; what stands there while none is chosen may come from a ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList, Select

from .. import safe_text
from .options import PAGES, turn


class Choice(Select[str]):
    """A drop-down whose words and prompt are text: a plain `Select` reads its prompt as markup."""

    BINDINGS: ClassVar[list[BindingType]] = PAGES

    def __init__(self, words: Sequence[str], empty: str, *, classes: str) -> None:
        """Offer words, and show others where none of them is chosen."""
        options = [(safe_text.rich(word.replace("-", " ")), word) for word in words]
        super().__init__(options, prompt=safe_text.one_line(empty), compact=True, classes=classes)

    def compose(self) -> ComposeResult:
        """Lay it out as ever, but for the prompt, which is handed on as text."""
        for part in super().compose():
            current: Any = part
            if hasattr(current, "placeholder"):
                current.placeholder = safe_text.line(current.placeholder)
            yield part

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys that turn pages to the form while the list is closed."""
        return self.expanded if action == "page_options" else super().check_action(action, parameters)

    def action_page_options(self, way: Literal["down", "up"]) -> None:
        """Go one page down or up."""
        turn(self.query_one(OptionList), way)
