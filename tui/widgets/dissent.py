"""The objections to a decision with their answers, which nothing hides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from .. import safe_text, words
from .scroll import Scroll

if TYPE_CHECKING:
    from ...store.views.tally import Dissent as Objection

_TONES: Final = {
    "bad": "$text-error",
    "warn": "$text-warning",
    "good": "$text-success",
    "dim": "$foreground-muted",
    "accent": "$primary",
}


class Dissent(Scroll):
    """Who objects, why, and what was answered; blocks first."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__(id=id)
        self._objections: Sequence[Objection] = ()

    def compose(self) -> ComposeResult:
        """Hold one text, laid out anew for each width."""
        yield Static("", id="dissent-text")

    def show(self, objections: Sequence[Objection]) -> None:
        """Show the objections."""
        self._objections = objections
        self._lay_out()

    def on_resize(self) -> None:
        """Wrap to the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        wide = max(20, self.size.width - 4)
        number = len(self._objections)
        lines = [
            safe_text.line(("Dissent", "bold $secondary"), (f"  {number or 'none'}", "$foreground-muted"))
        ]
        for one in self._objections:
            lines += _told(one, wide)
        self.query_one("#dissent-text", Static).update(safe_text.stacked(lines))


def _told(one: Objection, wide: int) -> list[Content]:
    stands, answer = words.state(words.POSITION, one.position), words.state(words.ANSWERED, one.answer)
    rest = (f" for {one.speaks_from}" if one.speaks_from else "") + ("" if one.asked else " (not asked)")
    lines = [
        safe_text.line(
            (stands.text, f"bold {_TONES.get(stands.tone, '')}".strip()),
            "  ",
            (one.name, "bold"),
            (rest, "$foreground-muted"),
        )
    ]
    lines.append(
        safe_text.hanging(
            "",
            "",
            one.reason or "It has given no reason.",
            wide,
            2,
            "" if one.reason else "$foreground-muted",
        )
    )
    said = f"{answer.text}: {one.words}" if one.words else answer.text
    return [*lines, safe_text.hanging("", "", said, wide, 2, _TONES.get(answer.tone, ""))]
