"""One initiative's opt-ins over time: what they are in sentences, and under that the steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from textual.content import Content
from textual.widgets import Static

from .. import safe_text
from ..drawn.steps import Course, steps

TONES: Final = {
    "accent": "$primary",
    "soft": "$primary 45%",
    "good": "$success",
    "warn": "$warning",
    "bad": "$error",
    "dim": "$foreground-muted",
}
"""The colours of the tones, where they aren't those of a table."""
_HIGHEST: Final = 20
"""Lines that a chart takes at most: higher, it would be all fill."""
_LOWEST: Final = 5
"""Lines that a chart takes at least; where there are fewer, the sentences say it all."""


class Plot(Static):
    """Draws as large as there is room."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__("", id=id)
        self._shown: tuple[str, Sequence[str], Course | None, date] | None = None

    def show(self, title: str, told: Sequence[str], course: Course | None, today: date) -> None:
        """Show a course under its title and what is told of it."""
        self._shown = (title, told, course, today)
        self._lay_out()

    def clear(self) -> None:
        """Show nothing."""
        self._shown = None
        self.update("")

    def on_resize(self) -> None:
        """Draw for the room there is now."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self._shown is None:
            return
        title, told, course, today = self._shown
        wide, high = max(20, self.size.width), self.size.height
        lines = [safe_text.line((safe_text.fit(title, wide), "bold $primary"))]
        lines += [safe_text.line((safe_text.fit(said, wide), "$foreground-muted")) for said in told]
        if course is None:
            lines.append(safe_text.line("Nobody was asked, and nobody answered: there is no course yet."))
        elif high - len(lines) >= _LOWEST:
            lines += [_line(line) for line in steps(course, today, wide, min(_HIGHEST, high - len(lines)))]
        self.update(safe_text.stacked(lines))


def _line(pieces: Sequence[tuple[str, str]]) -> Content:
    return safe_text.line(*((text, TONES.get(tone, "")) for text, tone in pieces))
