"""Lines drawn only while they are in view: the half of the table that knows how a row looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from .. import safe_text
from ..page import Cell, Column, Row
from .columns import GAP, Placed, place
from .rows import Rows

_OVER: Final = ("cursor", "blurred", "hover")


class Lines(ScrollView):
    """A header that stays, and under it the rows in view."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--header", "table--cursor", "table--blurred", "table--hover", "table--heading",
        "table--dim", "table--good", "table--warn", "table--bad", "table--accent", "table--strong",
    }  # fmt: skip

    cursor = reactive(0, repaint=False)
    hover = reactive(-1, repaint=False)

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__(id=id)
        self.columns: tuple[Column, ...] = ()
        self.rows = Rows()
        self.empty = ""
        self.placed: tuple[Placed, ...] = ()
        self.wanted: Mapping[str, int] = {}
        """How wide the columns would be with nothing cut."""
        self._looks: dict[str, Style] = {}

    def render_line(self, y: int) -> Strip:
        """Return one line as it stands on the terminal: the header first, which never scrolls away."""
        width = self.size.width
        if y == 0:
            return self._header(width)
        at = round(self.scroll_y) + y - 1
        if at >= len(self.rows.seen):
            return (
                self._nothing(width) if y == 2 and not self.rows.seen else Strip.blank(width, self._look(""))
            )
        row = self.rows.seen[at]
        if row.heading:
            text = safe_text.fit(" " + row.heading, width)
            return Strip([Segment(text, self._look("heading"))], width)
        return self._drawn(row, width, self._state(at))

    def _drawn(self, row: Row, width: int, state: str) -> Strip:
        base = self._look("")
        over = self._look(state) if state else None
        mark = "✓" if row.id in self.rows.marked else "▌" if state == "cursor" else " "
        accent = self._look("accent")
        pieces = [Segment(mark, accent + over if over else accent if mark == "✓" else base)]
        # Turned round, what is filled would look empty.
        unturned = Style(bold=True) if over and over.reverse else over
        for column, wide in self.placed:
            laid = unturned if column.drawn else over
            for text, tone in _parts(column, row, wide):
                style = self._look(tone) if tone else base
                pieces.append(Segment(text, style + laid if laid else style))
        return Strip(pieces).adjust_cell_length(width, over or base)

    def _header(self, width: int) -> Strip:
        style = self._look("header")
        pieces = [Segment(" ", style)]
        for column, wide in self.placed:
            mark = ("↓" if self.rows.turned else "↑") if column.id == self.rows.sorted_by else ""
            title = safe_text.fit(column.title + (f" {mark}" if mark else ""), wide, right=column.right)
            pieces.append(Segment(title + " " * GAP, style))
        return Strip(pieces).adjust_cell_length(width, style)

    def _nothing(self, width: int) -> Strip:
        words = (
            f"  Nothing holds “{self.rows.words}”; escape shows all."
            if self.rows.words
            else "  " + self.empty
        )
        return Strip([Segment(safe_text.fit(words, width), self._look("dim"))], width)

    def _state(self, at: int) -> str:
        if at == self.cursor:
            return "cursor" if self.has_focus else "blurred"
        return "hover" if at == self.hover else ""

    def _look(self, tone: str) -> Style:
        if tone not in self._looks:
            whole = self.get_component_rich_style(f"table--{tone}") if tone else self.rich_style
            if tone in _OVER:
                # Laid over the tones of a line, it must not take their colours away.
                whole = Style(bgcolor=whole.bgcolor, bold=whole.bold or None, reverse=whole.reverse or None)
            self._looks[tone] = whole
        return self._looks[tone]

    def notify_style_update(self) -> None:
        """Forget the looks, which came from another theme or state."""
        self._looks.clear()
        super().notify_style_update()

    def measure(self) -> None:
        """Lay the columns out for the width there is, and the scroll bar for the rows there are."""
        self.placed = place(self.columns, self.size.width - 1, self.wanted)
        self.virtual_size = Size(self.size.width, len(self.rows.seen) + 1)

    def redraw(self, at: int) -> None:
        """Draw one row anew, if it is in view."""
        y = at - round(self.scroll_y) + 1
        if 0 < y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))


def _parts(column: Column, row: Row, wide: int) -> Iterator[Cell]:
    """Yield what a column shows of a row, as wide as the column is and the gap after it."""
    if column.drawn is None:
        cell = column.cell(row)
        if column.fitted is not None and cell_len(cell.text) > wide:
            cell = column.fitted(row, wide)
        yield Cell(safe_text.fit(cell.text, wide, right=column.right) + " " * GAP, cell.tone)
        return
    room = wide
    for text, tone in column.drawn(row, wide):
        words = safe_text.one_line(text)
        shown = safe_text.fit(words, min(room, cell_len(words)))
        room -= cell_len(shown)
        yield Cell(shown, tone)
    yield Cell(" " * (room + GAP))
