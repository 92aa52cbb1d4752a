"""Cards drawn only while they are in view: the half of the board that knows how one looks, and where it lies."""

from __future__ import annotations

from typing import ClassVar, Final, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from .. import safe_text, words
from ..page import Cell, Page, Row
from .card import HIGH, LINES, lines
from .rows import Rows

OPEN: Final = ("todo", "doing", "blocked", "done")
"""The columns there always are."""
ALL: Final = (*OPEN, "dropped")
_GAP: Final = 2
_NARROW: Final = 14
"""Cells of a column at least."""


class Line(NamedTuple):
    """A line of a column: the place of the card it is of, which of its lines it is, and what it says."""

    place: int
    number: int
    cell: Cell


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
        self._laid: dict[int, tuple[tuple[int, int, int], list[Line]]] = {}

    def fitting(self, column: int) -> int:
        """Return how many cards of a column are in view whole."""
        seen = self.lines_of(column, self.widths()[column])[: self.size.height]
        return max(1, sum(not line.cell.text for line in seen))

    def top_for(self, column: int, place: int) -> int:
        """Return the first card in view from which one is in view whole, where that is below what is."""
        wide, high = self.widths()[column], self.size.height - 1
        most, top = self._most(column, wide), place + 1
        # The blank line under the last card needn't be in view.
        left = high + 1
        while top > 0 and (left := left - len(self._card(column, top - 1, wide, _of(most, top - 1)))) >= 0:
            top -= 1
        return min(top, place)

    def hit(self, x: int, y: int) -> tuple[int, int]:
        """Return column and place of what is at a point; the place may hold nothing."""
        left = 0
        widths = self.widths()
        column = len(widths) - 1
        for number, wide in enumerate(widths):
            if x < left + wide + _GAP:
                column = number
                break
            left += wide + _GAP
        lines = self.lines_of(column, widths[column])
        at = max(0, y - 1)
        return column, lines[at].place if at < len(lines) else len(self.cards[column])

    def render_line(self, y: int) -> Strip:
        """Return one line as it stands on the terminal: the heads of the columns first."""
        width = self.size.width
        if y == 2 and not self.rows.seen:
            words_ = (
                f"Nothing holds “{self.rows.words}”; escape shows all." if self.rows.words else self.empty
            )
            return Strip([Segment(safe_text.fit("  " + words_, width), self._look("dim"))], width)
        pieces: list[Segment] = []
        for column, wide in enumerate(self.widths()):
            pieces += self._head(column, wide) if y == 0 else self._drawn(column, wide, y - 1)
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

    def _drawn(self, column: int, wide: int, y: int) -> list[Segment]:
        lines = self.lines_of(column, wide)
        if y >= len(lines):
            return [Segment(" " * wide, self._look(""))]
        line = lines[y]
        row, on = self.cards[column][line.place], (column, line.place) == self.at
        if not line.cell.text:  # what parts a card from the next
            return [Segment(" " * wide, self._look(""))]
        over = self._look("cursor" if self.has_focus else "blurred") if on else None
        mark = "✓" if row.id in self.rows.marked and line.number == 0 else "▌" if on else "│"
        edge = self._look("accent" if on or mark == "✓" else "dim")
        text = safe_text.fit(line.cell.text, max(0, wide - 2))
        pieces = [Segment(mark, edge), Segment(" " + text, self._look(line.cell.tone))]
        return [Segment(p.text, (p.style or Style()) + over) for p in pieces] if over else pieces

    def lines_of(self, column: int, wide: int) -> list[Line]:
        """Return the lines of a column in view; laid out once, until it scrolls or the room is another."""
        key = (self.tops[column], wide, self.size.height)
        if (laid := self._laid.get(column)) is None or laid[0] != key:
            most, found = self._most(column, wide), list[Line]()
            for place in range(self.tops[column], len(self.cards[column])):
                if len(found) >= self.size.height - 1:
                    break
                said = self._card(column, place, wide, _of(most, place))
                found += [Line(place, number, cell) for number, cell in enumerate(said)]
            self._laid[column] = laid = (key, found)
        return laid[1]

    def _most(self, column: int, wide: int) -> list[int]:
        """Return how many lines each card's title may take, as long as all stay in view; none where they can't be."""
        count, room = len(self.cards[column]), self.size.height
        if count * HIGH > room:
            return []
        most = [1] * count
        spare = room - sum(len(self._card(column, place, wide, 1)) for place in range(count))
        for wanted in range(2, LINES + 1):
            for place in range(count):
                high = [len(self._card(column, place, wide, lines)) for lines in (most[place], wanted)]
                if high[1] - high[0] <= spare:
                    spare -= high[1] - high[0]
                    most[place] = wanted
        return most

    def _card(self, column: int, place: int, wide: int, most: int) -> list[Cell]:
        row = self.cards[column][place]
        by_id = {one.id: one.cell for one in self.page.columns} if self.page else {}
        return lines(
            row, lambda name: by_id[name](row) if name in by_id else Cell(""), max(1, wide - 2), most
        )

    def relay(self) -> None:
        """Lay the cards out anew, which are others now."""
        self._laid.clear()

    def widths(self) -> list[int]:
        """Return how wide columns are: those with few cards take less."""
        count = len(self.columns)
        room = max(count, self.size.width - _GAP * count)
        shares = [1 + min(2, -(-len(cards) // 2)) for cards in self.cards[:count]]
        least = min(_NARROW, room // count)
        spare = room - least * count
        widths: list[int] = []
        for n, share in enumerate(shares):
            extra = spare * share // sum(shares[n:])
            spare -= extra
            widths.append(least + extra)
        return widths

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


def _of(most: list[int], place: int) -> int:
    """Return how many lines a title may take, two where not all cards can be in view anyway."""
    return most[place] if most else 2
