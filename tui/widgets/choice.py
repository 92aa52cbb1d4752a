"""One of several words to choose from; what stands there while none is chosen may come from a ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Select

from .. import safe_text


class Choice(Select[str]):
    """A drop-down whose words and prompt are text: a plain `Select` reads its prompt as markup."""

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
