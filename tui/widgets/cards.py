"""Cards drawn only while they are in view: the half of the board that knows how one looks, and where it lies."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from .. import safe_text, words
from ..page import Cell, Page, Row
from .rows import Rows

HIGH: Final = 3
"""Lines of a card: its title, who does it by when, what it waits on."""
OPEN: Final = ("todo", "doing", "blocked", "done")
"""The columns there always are."""
ALL: Final = (*OPEN, "dropped")
_GAP: Final = 2


class Cards(Widget):
    """Heads that stay, and under them the cards of each column, which scrolls for itself."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--header", "table--cursor", "table--blurred", "table--hover", "table--dim", "table--good",
        "table--warn", "table--bad", "table--accent", "table--strong",
    }  # fmt: skip

    at: reactive[tuple[int, int]] = reactive((0, 0))
    """Column of the cursor, and its place in it."""
    target: reactive[int | None] = reactive(None)
    """The column that a card held by the mouse would fall into."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__(id=id)
        self.rows = Rows()
        self.empty = ""
        self.columns: tuple[str, ...] = OPEN
        self.cards: list[list[Row]] = [[] for _ in OPEN]
        self.tops: list[int] = [0] * len(ALL)
        self.page: Page | None = None
        self._looks: dict[str, Style] = {}

    @property
    def fitting(self) -> int:
        """How many cards of a column are in view."""
        return max(1, (self.size.height - 1) // HIGH)

    def hit(self, x: int, y: int) -> tuple[int, int]:
        """Return column and place of what is at a point; the place may hold nothing."""
        left = 0
        widths = self._widths()
        column = len(widths) - 1
        for number, wide in enumerate(widths):
            if x < left + wide + _GAP:
                column = number
                break
            left += wide + _GAP
        return column, self.tops[column] + max(0, y - 1) // HIGH

    def render_line(self, y: int) -> Strip:
        """Return one line as it stands on the terminal: the heads of the columns first."""
        width = self.size.width
        if y == 2 and not self.rows.seen:
            words_ = (
                f"Nothing holds “{self.rows.words}”; escape shows all." if self.rows.words else self.empty
            )
            return Strip([Segment(safe_text.fit("  " + words_, width), self._look("dim"))], width)
        pieces: list[Segment] = []
        for column, wide in enumerate(self._widths()):
            pieces += self._head(column, wide) if y == 0 else self._card(column, wide, y - 1)
            pieces.append(Segment(" " * _GAP, self._look("")))
        return Strip(pieces).adjust_cell_length(width, self._look(""))

    def _head(self, column: int, wide: int) -> list[Segment]:
        said = words.STATUS[self.columns[column]].text
        here = column == (self.at[0] if self.target is None else self.target)
        look = self._look("header")
        text = safe_text.fit(
            f"{'▼' if self.target == column else ' '}{said}  {len(self.cards[column])}", wide
        )
        return [Segment(text, look + self._look("accent") + self._look("strong") if here else look)]

    def _card(self, column: int, wide: int, y: int) -> list[Segment]:
        place, line = self.tops[column] + y // HIGH, y % HIGH
        cards = self.cards[column]
        if place >= len(cards) or (y // HIGH) >= self.fitting:
            return [Segment(" " * wide, self._look(""))]
        row, on = cards[place], (column, place) == self.at
        over = self._look("cursor" if self.has_focus else "blurred") if on else None
        cell = self._line(row, line)
        look = self._look(cell.tone)
        mark = "✓" if row.id in self.rows.marked and line == 0 else "▌" if on else "│"
        edge = self._look("accent" if on or mark == "✓" else "dim")
        text = safe_text.fit(cell.text, max(0, wide - 2))
        last = line == HIGH - 1 and not cell.text
        if last and not on:  # what parts a card from the next
            return [Segment(" " * wide, self._look(""))]
        pieces = [Segment(mark, edge), Segment(" " + text, look)]
        return [Segment(p.text, (p.style or Style()) + over) for p in pieces] if over else pieces

    def _line(self, row: Row, line: int) -> Cell:
        """Return a line of a card: its title, who does it by when, what it waits on."""
        by_id = {column.id: column.cell for column in self.page.columns} if self.page else {}

        def cell(name: str) -> Cell:
            return by_id[name](row) if name in by_id else Cell("")

        if line == 0:
            priority = cell("priority").text[:1]
            return Cell(f"{priority} {cell('title').text}".strip(), cell("title").tone)
        if line == 1:
            due, who = cell("due"), cell("owner").text or cell("assignee").text
            said = " · ".join(part for part in (due.text, who) if part)
            return Cell(said or "nobody's yet", due.tone or "dim")
        return Cell("⧗ waits on " + ", ".join(row.thing), "warn") if row.thing else Cell("")

    def _widths(self) -> list[int]:
        count = len(self.columns)
        room = max(count, self.size.width - _GAP * count)
        return [room // count + (n < room % count) for n in range(count)]

    def _look(self, tone: str) -> Style:
        if tone not in self._looks:
            whole = self.get_component_rich_style(f"table--{tone}") if tone else self.rich_style
            if tone in ("cursor", "blurred", "hover"):
                whole = Style(bgcolor=whole.bgcolor, bold=whole.bold or None, reverse=whole.reverse or None)
            self._looks[tone] = whole
        return self._looks[tone]

    def notify_style_update(self) -> None:
        """Forget the looks, which came from another theme or state."""
        self._looks.clear()
        super().notify_style_update()
