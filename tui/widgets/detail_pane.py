"""The pane that shows one thing whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from .. import safe_text, words
from .scroll import Scroll

if TYPE_CHECKING:
    from ..reading.detail import Detail, Line


class DetailPane(Scroll):
    """Fields, comments and history of one thing, wrapped to the pane."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__(id=id)
        self.detail: Detail | None = None
        self._width = 0

    def compose(self) -> ComposeResult:
        """Hold one text, laid out anew for each width."""
        yield Static(id="detail-text")

    def show(self, detail: Detail | None) -> None:
        """Show a thing; the place one had scrolled to stays if it is the same one."""
        same = detail is not None and self.detail is not None and detail.key == self.detail.key
        self.detail = detail
        self._lay_out()
        if not same:
            self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Wrap to the new width."""
        if self.size.width != self._width:
            self._lay_out()

    def _lay_out(self) -> None:
        self._width = self.size.width
        # One column stays free, so that a scroll bar that comes and goes moves nothing.
        wide = max(20, self._width - 4)
        self.query_one("#detail-text", Static).update(self._text(self.detail, wide) if self.detail else "")

    def _text(self, it: Detail, wide: int) -> Content:
        dim = self._style("dim")
        lines = [
            safe_text.line((it.title or "(no name)", self._style("title"))),
            safe_text.line((f"{words.kind(it.kind)} {it.name}", dim)),
        ]
        lines += [safe_text.content((f"⚠ {warning}", self._style("warn"))) for warning in it.warnings]
        lines.append(Content(""))
        indent = min(16, max((len(line.label) for line in it.fields), default=0) + 2)
        lines += [self._pair(line, wide, indent) for line in it.fields]
        if it.comments:
            lines += [Content(""), safe_text.line(("Comments", self._style("section")))]
            for comment in it.comments:
                lines.append(safe_text.line((comment.label, dim)))
                lines.append(safe_text.hanging("", "", comment.text, wide, 2))
        if it.history:
            lines += [Content(""), safe_text.line(("History", self._style("section")))]
            lines += [self._told(line, wide) for line in it.history]
        return safe_text.stacked(lines)

    def _pair(self, line: Line, wide: int, indent: int) -> Content:
        """Return a field; a long text stands under its label where beside it there is little room."""
        if wide - indent < _SENTENCE and len(line.text) > 2 * (wide - indent):
            label = safe_text.line((line.label, self._style("label")))
            return safe_text.stacked([label, safe_text.hanging("", "", line.text, wide, 2)])
        return safe_text.hanging(line.label, self._style("label"), line.text, wide, indent)

    def _told(self, line: Line, wide: int) -> Content:
        """Return when and what; the moment stands above its sentence where that leaves it more room."""
        beside = max(14, len(line.label) + 2)
        if wide - beside >= _SENTENCE:
            return safe_text.hanging(line.label, self._style("dim"), line.text, wide, beside)
        when = safe_text.line((line.label, self._style("dim")))
        return safe_text.stacked([when, safe_text.hanging("", "", line.text, wide, 2)])

    def _style(self, name: str) -> str:
        return _STYLES[name]


_SENTENCE: Final = 44
"""Cells under which a sentence isn't read easily."""
_STYLES = {
    "title": "bold $primary",
    "label": "$foreground-muted",
    "section": "bold $secondary",
    "dim": "$foreground-muted",
    "warn": "$text-warning",
}
