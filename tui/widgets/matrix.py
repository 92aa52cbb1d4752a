"""The matrix: members by initiatives, drawn line by line, its heads and names never scrolling away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from .. import registry, safe_text, words
from ..messages import CellMoved, CellOpened
from ..reading import mixed
from ..reading.matrix import Band, Crossing, haystack

if TYPE_CHECKING:
    from ...store.views.matrix import Cell, Head

_HEADS: Final = 2
_LEAST: Final = 12
_CUT: Final = 18
"""Cells of a column at least, and those with which it says enough."""
_SAMPLE: Final = 60
"""Members whose names and cells are measured, and as many again from all over the others."""


class Matrix(ScrollView, can_focus=True):
    """A cursor goes from cell to cell; what is in view is all that is ever drawn."""

    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("cells")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--header", "table--cursor", "table--blurred", "table--heading", "table--dim", "table--good",
        "table--warn", "table--bad", "table--accent", "table--strong",
    }  # fmt: skip

    at: reactive[tuple[int, int]] = reactive((0, 0), repaint=False)
    """Line and column of the cursor."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__(id=id)
        self.crossing: Crossing | None = None
        self.bands: Sequence[Band] = ()
        self.empty = ""
        self.sought = ""
        self.grid = Grid(0, _LEAST, _LEAST, 1)
        self._looks: dict[str, Style] = {}

    # What it shows

    def fill(self, crossing: Crossing) -> None:
        """Show another matrix, the cursor on the member and the initiative that it was on."""
        band, head = self.band, self.head
        self.crossing = crossing
        self._narrowed()
        columns = {one.id: place for place, one in enumerate(crossing.heads)}
        column = columns.get(head.id, 0) if head else 0
        line = next((n for n, one in enumerate(self.bands) if band and one.key == band.key), None)
        self._settle(self.at[0] if line is None else line, column)

    def narrow(self, sought: str) -> None:
        """Show only the members that hold every one of the words."""
        self.sought = sought.lower()
        self._narrowed()
        self._settle(0, self.at[1])

    def _narrowed(self) -> None:
        bands = self.crossing.bands if self.crossing else ()
        parts = self.sought.split()
        if parts:
            bands = [one for one in bands if not one.heading and all(part in haystack(one) for part in parts)]
        self.bands = bands
        self._measure()

    def _measure(self) -> None:
        """Lay the columns out for the width there is, and the scroll bars for what there is to see."""
        self.grid = laid(self.crossing, self.size.width)
        columns = self.grid.columns * self.grid.wide
        # The last cell of a line is for the mark that there is more to the right.
        self.virtual_size = Size(self.grid.name + columns + 1, len(self.bands) + _HEADS)

    @property
    def band(self) -> Band | None:
        """The member's line that the cursor is on."""
        line = self.at[0]
        return self.bands[line] if line < len(self.bands) and not self.bands[line].heading else None

    @property
    def head(self) -> Head | None:
        """The initiative whose column the cursor is in."""
        heads = self.crossing.heads if self.crossing else ()
        return heads[self.at[1]] if self.at[1] < len(heads) else None

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor."""
        band = self.band
        return band.cells[self.at[1]] if band and self.at[1] < len(band.cells) else None

    # Moving

    def action_cell(self, down: int, right: int) -> None:
        """Move so many lines and columns, over headings."""
        line, column = self.at
        target = line + down
        while 0 <= target < len(self.bands) and self.bands[target].heading:
            target += 1 if down > 0 else -1
        columns = len(self.crossing.heads) if self.crossing else 0
        if 0 <= target < len(self.bands):
            line = target
        self._settle(line, max(0, min(column + right, columns - 1)))

    def action_cell_page(self, way: int) -> None:
        """Move by what fits."""
        self._settle(self.at[0] + way * max(1, self.size.height - _HEADS - 1), self.at[1])

    def action_cell_edge(self, way: int) -> None:
        """Move to the first line or the last."""
        self._settle(0 if way < 0 else len(self.bands) - 1, self.at[1])

    def on_click(self, event: events.Click) -> None:
        """Move to the cell that was clicked; a second click opens it."""
        line = event.y - _HEADS + round(self.scroll_y)
        name, wide = self.grid.name, self.grid.wide
        column = self._first() + (event.x - name) // wide if event.x >= name else self.at[1]
        columns = len(self.crossing.heads) if self.crossing else 0
        if event.y < _HEADS or not 0 <= line < len(self.bands) or not 0 <= column < columns:
            return
        self._settle(line, column)
        if event.chain > 1:
            self.post_message(CellOpened())

    def _settle(self, line: int, column: int) -> None:
        line = max(0, min(line, len(self.bands) - 1))
        while line < len(self.bands) and self.bands and self.bands[line].heading:
            line += 1
        self.at = (line, max(0, column))
        high, wide = max(1, self.size.height - _HEADS - 1), self.grid.wide
        top, first = round(self.scroll_y), self._first()
        self.scroll_to(
            x=wide * (column if column < first else max(first, column - self.grid.fitting + 1)),
            y=max(0, line - 1) if line <= top else max(top, line - high + 1),
            animate=False,
        )
        self.refresh()
        self.post_message(CellMoved())

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Return one line as it stands on the terminal."""
        width = self.size.width
        first = self._first()
        count = min(self.grid.fitting, self.grid.columns - first)
        if y < _HEADS:
            return self._headline(y, first, count, width)
        line = round(self.scroll_y) + y - _HEADS
        if line >= len(self.bands):
            text = "  " + (f"Nobody is called “{self.sought}”." if self.sought else self.empty)
            bare = not self.bands or (self.crossing is not None and not self.crossing.heads)
            shown = text if bare and line == len(self.bands) + 1 else ""
            return Strip([Segment(safe_text.fit(shown, width), self._look("dim"))], width)
        band = self.bands[line]
        if band.heading:
            return Strip([Segment(safe_text.fit(" " + band.heading, width), self._look("heading"))], width)
        return self._drawn(band, line, first, count, width)

    def _first(self) -> int:
        """Return the first column in view."""
        return min(-(-round(self.scroll_x) // self.grid.wide), max(0, self.grid.columns - 1))

    def _headline(self, y: int, first: int, count: int, width: int) -> Strip:
        style = self._look("header")
        heads = self.crossing.heads[first : first + count] if self.crossing else ()
        accent, wide = style + Style(color=self._look("accent").color), self.grid.wide
        name = safe_text.fit(" Member" if y == 0 else "", self.grid.name - 2)
        pieces = [Segment(name, style), Segment("◂ " if first and y == 0 else "  ", accent)]
        for place, head in enumerate(heads, first):
            text = self._over(place, head) if y else _called(head, wide - 1)
            here = style + Style(underline=True) if place == self.at[1] and y == 0 else style
            pieces += [Segment(safe_text.fit(text, wide - 1), here), Segment(" ", style)]
        if y == 0 and first + count < self.grid.columns:
            pieces = [*Strip(pieces).adjust_cell_length(width - 1, style), Segment("▸", accent)]
        return Strip(pieces).adjust_cell_length(width, style)

    def _over(self, place: int, head: Head) -> str:
        """Return how many are in of those that answered, and what the mix lacks."""
        text = f"{head.count_in}/{head.count}"
        mix = self.crossing.mixes[place] if self.crossing else None
        room = self.grid.wide - 2 - len(text)
        return f"{text} {mixed.lacking(mix, room).text}" if mix and mix.elements else text

    def _drawn(self, band: Band, line: int, first: int, count: int, width: int) -> Strip:
        here = line == self.at[0]
        over = self._look("blurred") if here else Style()
        base = self._look("") + over
        name = safe_text.fit(words.titled({}, band.name), self.grid.name - 2)
        pieces = [
            Segment("▌" if here else " ", self._look("accent") + over),
            Segment(name, (self._look("strong") if here else self._look("")) + over),
            Segment(" ", base),
        ]
        for place in range(first, first + count):
            text, tone = shown(band.cells[place])
            style = (self._look(tone) if tone else self._look("")) + over
            if here and place == self.at[1]:
                style = style + self._look("cursor" if self.has_focus else "blurred")
            pieces += [Segment(safe_text.fit(text, self.grid.wide - 1), style), Segment(" ", base)]
        return Strip(pieces).adjust_cell_length(width, base)

    def _look(self, tone: str) -> Style:
        if tone not in self._looks:
            whole = self.get_component_rich_style(f"table--{tone}") if tone else self.rich_style
            if tone in ("cursor", "blurred"):
                whole = Style(bgcolor=whole.bgcolor, bold=whole.bold or None, reverse=whole.reverse or None)
            self._looks[tone] = whole
        return self._looks[tone]

    def notify_style_update(self) -> None:
        """Forget the looks, which came from another theme or state."""
        self._looks.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Lay the columns out anew, and keep the cursor in view."""
        self._measure()
        self._settle(*self.at)


class Grid(NamedTuple):
    """How many columns there are, how wide names and columns are, and how many of them fit whole."""

    columns: int
    name: int
    wide: int
    fitting: int


def laid(crossing: Crossing | None, width: int) -> Grid:
    """Return where columns lie: as many as fit whole, and as wide as what they hold and the room let them be."""
    heads = crossing.heads if crossing else ()
    bands = crossing.bands if crossing else ()
    rest = bands[_SAMPLE :: max(1, len(bands) // _SAMPLE)]
    sample = [one for one in (*bands[:_SAMPLE], *rest) if not one.heading]
    name = max(10, min(max((cell_len(one.name) for one in sample), default=0) + 4, width * 3 // 10))
    cells = max((cell_len(shown(cell)[0]) for one in sample for cell in one.cells), default=0)
    whole = max(cells + 1, _LEAST)
    # Where all columns have room for more, what stands over them is not cut either.
    most = max((cell_len(head.title) for head in heads), default=0) + 1
    room = max(1, width - name - 1)
    # Before a column goes out of view, the longest cells are cut.
    fitting = max(1, min(len(heads), room // (whole if whole * len(heads) <= room else min(whole, _CUT))))
    return Grid(len(heads), name, max(1, min(max(most, whole), room // fitting)), fitting)


def _called(head: Head, room: int) -> str:
    """Return an initiative's title, its handle where that is too long."""
    return head.title if cell_len(head.title) <= room or not head.handle else head.handle


def shown(cell: Cell | None) -> tuple[str, str]:
    """Return a cell as its text and its tone: state, who may know of it, and how much the member takes on."""
    if cell is None:
        return "·", "dim"
    state = words.state(words.OPTED, cell.gone or cell.state)
    if cell.state != "in":
        return state.text, state.tone
    seen = words.VISIBILITY.get(cell.visibility, "?")
    return f"{state.text} {seen} {cell.level or ''}".rstrip(), state.tone
