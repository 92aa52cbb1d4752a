"""The line one types a filter in: it completes the names of fields."""

from __future__ import annotations

from typing import Final

from textual.suggester import Suggester
from textual.widgets import Input

from .. import safe_text

_WORDS: Final = "words, all of which a line must hold"
_EXAMPLES: Final = {
    "action": "; owner:edri  due:before:fri  -tag:old",
    "member": "; region:europe  status:active",
}


class FilterLine(Input):
    """Hidden until it is wanted; empty, it says what can be typed."""

    def __init__(self, kind: str = "", example: str = "") -> None:
        """Complete the fields of a kind, none for words only."""
        suggester = FieldNames(kind) if kind else None
        example = example or _WORDS + _EXAMPLES.get(kind, "; or field:value" if kind else "")
        super().__init__(placeholder=safe_text.one_line(example), suggester=suggester, id="filter")
        self.display = False

    def open(self) -> None:
        """Show it, and type."""
        self.display = True
        self.screen.set_focus(self)  # at once: the next key is for it

    def close(self) -> None:
        """Empty it, and hide it."""
        self.value = ""
        self.display = False


class FieldNames(Suggester):
    """Completes the name of a field in the last word."""

    def __init__(self, kind: str) -> None:
        """Take the kind."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._kind = kind

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its last word completed, `None` where that names no field."""
        from ...store.exchange.marked import called

        last = value.rpartition(" ")[2]
        begun = last.removeprefix("-").lower()
        if len(begun) < 2 or ":" in begun:
            return None
        found = sorted(name for name in called(self._kind) if name.startswith(begun))
        return f"{value}{found[0][len(begun) :]}:" if found else None
