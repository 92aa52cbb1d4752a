"""The answers to one question side by side, with who gave each and when; one under the other where it is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from .. import safe_text
from .scroll import Scroll

if TYPE_CHECKING:
    from ..reading.rivals import Answer, Rivals

_COLUMN: Final = 18
"""Cells under which answers are no longer shown side by side."""
_GAP: Final = 2
_DIM: Final = "$foreground-muted"
_LAST: Final = "● is the most cautious: it counts until one is taken. t takes ▶, v gives another."


class RivalsPane(Scroll):
    """Field by field what each answer says, the one under the cursor marked, and what differs marked too."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__(id=id)
        self._shown: Answer | None = None
        self._width = 0

    def compose(self) -> ComposeResult:
        """Hold one text, laid out anew for each width."""
        yield Static(id="rivals-text")

    def show(self, answer: Answer | None) -> None:
        """Show the answers to the question that one of them is of; the place stays while it is the same question."""
        same = answer is not None and self._shown is not None and _name(answer) == _name(self._shown)
        self._shown = answer
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
        text = _text(self._shown, wide) if self._shown is not None else Content("")
        self.query_one("#rivals-text", Static).update(text)


def _name(answer: Answer) -> tuple[str, str]:
    return answer.rivals.key, answer.rivals.register


def _text(here: Answer, wide: int) -> Content:
    it = here.rivals
    lines = [
        *safe_text.wrapped(it.title, wide, "bold $primary"),
        *safe_text.wrapped(f"≠ {it.field}: {len(it.answers)} answers", wide, _DIM),
        Content(""),
    ]
    label = min(18, max(len(row.field) for row in it.rows) + 2 + _GAP)
    column = (wide - label) // len(it.answers) - _GAP
    lines += _side_by_side(it, here, label, column) if column >= _COLUMN else _stacked(it, here, wide, label)
    return safe_text.stacked([*lines, Content(""), *safe_text.wrapped(_LAST, wide, _DIM)])


def _head(answer: Answer, here: Answer, width: int) -> list[Content]:
    """Return what is said over an answer: its number, whether it counts, who gave it and when."""
    mark = "▶ " if answer.number == here.number else ""
    counts = "● counts meanwhile" if answer.counts else "○"
    return [
        *safe_text.wrapped(f"{mark}{answer.number} {counts}", width, "bold $accent" if mark else "bold"),
        *safe_text.wrapped(answer.given, width, "$primary"),
        *safe_text.wrapped(answer.when, width, _DIM),
    ]


def _side_by_side(it: Rivals, here: Answer, label: int, column: int) -> list[Content]:
    widths = [label, *[column + _GAP] * len(it.answers)]
    heads = [_head(answer, here, column) for answer in it.answers]
    lines = [*safe_text.beside([[], *heads], widths), Content("")]
    for row in it.rows:
        name = safe_text.wrapped(_marked(row.field, row.differs), label - _GAP, _DIM)
        tone = "bold" if row.differs else _DIM
        cells = [safe_text.wrapped(said or "·", column, tone) for said in row.said]
        lines += safe_text.beside([name, *cells], widths)
    return lines


def _stacked(it: Rivals, here: Answer, wide: int, label: int) -> list[Content]:
    lines: list[Content] = []
    for at, answer in enumerate(it.answers):
        lines += _head(answer, here, wide)
        for row in it.rows:
            name, tone = _marked(row.field, row.differs), "bold" if row.differs else _DIM
            lines.append(safe_text.hanging(name, _DIM, row.said[at] or "·", wide, label, tone))
        lines.append(Content(""))
    return lines[:-1]


def _marked(field: str, differs: bool) -> str:
    """Return a field's name, with a sign before it where the answers differ."""
    return f"{'≠' if differs else ' '} {field}"
