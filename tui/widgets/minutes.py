"""Who is here, and what was written so far or is still open, beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from .. import safe_text
from .scroll import Scroll

if TYPE_CHECKING:
    from ..reading.meeting import Meeting


class MinutesPane(Scroll):
    """The minutes as they grow."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__(id=id)
        self._meeting: Meeting | None = None
        self._beside = ""

    def compose(self) -> ComposeResult:
        """Hold one text, laid out anew for each width."""
        yield Static("", id="minutes-text")

    def show(self, meeting: Meeting, beside: str) -> None:
        """Show a meeting's minutes; beside these in the list, what is still open in their place."""
        self._meeting, self._beside = meeting, beside
        self._lay_out()

    def on_resize(self) -> None:
        """Wrap to the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        it = self._meeting
        if it is None:
            return
        wide = max(20, self.size.width - 5)
        lines = [_head("Here", len(it.here))]
        if it.here:
            lines.append(safe_text.hanging("", "", ", ".join(it.here), wide, 2))
        lines += self._open(it, wide) if self._beside == "minutes" else self._minutes(it, wide)
        if it.doc.get("notes"):
            lines += [Content(""), _head("Notes", None)]
            lines.append(safe_text.hanging("", "", str(it.doc["notes"]), wide, 2))
        self.query_one("#minutes-text", Static).update(safe_text.stacked(lines))

    def _minutes(self, it: Meeting, wide: int) -> list[Content]:
        lines: list[Content] = []
        section = ""
        for minute in it.minutes:
            if minute.section != section:
                section = minute.section
                number = sum(one.section == section for one in it.minutes)
                lines += [Content(""), _head(section[:1].upper() + section[1:], number)]
            lines.append(safe_text.hanging("·", "$foreground-muted", minute.text, wide, 2))
        return lines

    def _open(self, it: Meeting, wide: int) -> list[Content]:
        points = [row.thing.text for row in it.pages["agenda"].rows if not row.heading]
        if not points:
            return []
        told = [safe_text.hanging("·", "$foreground-muted", text, wide, 2) for text in points]
        return [Content(""), _head("Still open", len(points)), *told]


def _head(name: str, number: int | None) -> Content:
    told = "" if number is None else f"  {number or 'nobody yet'}"
    return safe_text.line((name, "bold $secondary"), (told, "$foreground-muted"))
