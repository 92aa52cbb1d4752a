"""The matrix: members by initiatives, drawn line by line, its heads and names never scrolling away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

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
from ..reading.matrix import Band, Crossing, haystack

if TYPE_CHECKING:
    from ...store.views.matrix import Cell, Head

_NAME: Final = 26
_WIDE: Final = 18
_HEADS: Final = 2


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
        columns = len(self.crossing.heads) if self.crossing else 0
        self.virtual_size = Size(_NAME + columns * _WIDE, len(bands) + _HEADS)

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
        column = (event.x - _NAME + round(self.scroll_x)) // _WIDE if event.x >= _NAME else self.at[1]
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
        high, wide = max(1, self.size.height - _HEADS - 1), max(_WIDE, self.size.width - _NAME - 1)
        top, left = round(self.scroll_y), round(self.scroll_x)
        x = column * _WIDE
        self.scroll_to(
            x=x if x < left else max(left, x + _WIDE - wide),
            y=max(0, line - 1) if line <= top else max(top, line - high + 1),
            animate=False,
        )
        self.refresh()
        self.post_message(CellMoved())

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Return one line as it stands on the terminal."""
        width = self.size.width
        first, count = self._columns(width)
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

    def _columns(self, width: int) -> tuple[int, int]:
        """Return the first column in view and how many are, the last of them perhaps in part."""
        first = -(-round(self.scroll_x) // _WIDE)
        total = len(self.crossing.heads) if self.crossing else 0
        return first, max(0, min(total - first, -(-(width - _NAME) // _WIDE)))

    def _headline(self, y: int, first: int, count: int, width: int) -> Strip:
        style = self._look("header")
        heads = self.crossing.heads[first : first + count] if self.crossing else ()
        pieces = [Segment(safe_text.fit(" Member" if y == 0 else "", _NAME), style)]
        for place, head in enumerate(heads, first):
            text = head.handle or head.title
            if y:
                mix = self.crossing.mixes[place] if self.crossing else None
                lacking = sum(element.missing for element in mix.elements) if mix else 0
                mark = "" if not mix or not mix.elements else " ✓ mix" if mix.reached else f" {lacking} to go"
                text = f"{head.count_in}/{head.count}{mark}"
            here = style + Style(underline=True) if place == self.at[1] and y == 0 else style
            pieces += [Segment(safe_text.fit(text, _WIDE - 1), here), Segment(" ", style)]
        return Strip(pieces).adjust_cell_length(width, style)

    def _drawn(self, band: Band, line: int, first: int, count: int, width: int) -> Strip:
        here = line == self.at[0]
        over = self._look("blurred") if here else Style()
        base = self._look("") + over
        name = safe_text.fit(f"{'▌' if here else ' '}{words.titled({}, band.name)}", _NAME - 1)
        pieces = [
            Segment(name, (self._look("strong") if here else self._look("")) + over),
            Segment(" ", base),
        ]
        for place in range(first, first + count):
            text, tone = shown(band.cells[place])
            style = (self._look(tone) if tone else self._look("")) + over
            if here and place == self.at[1]:
                style = style + self._look("cursor" if self.has_focus else "blurred")
            pieces += [Segment(safe_text.fit(text, _WIDE - 1), style), Segment(" ", base)]
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
        """Keep the cursor in view."""
        self._settle(*self.at)


def shown(cell: Cell | None) -> tuple[str, str]:
    """Return a cell as its text and its tone: state, who may know of it, and how much the member takes on."""
    if cell is None:
        return "·", "dim"
    state = words.state(words.OPTED, cell.gone or cell.state)
    if cell.state != "in":
        return state.text, state.tone
    seen = words.VISIBILITY.get(cell.visibility, "?")
    return f"{state.text} {seen} {cell.level or ''}".rstrip(), state.tone
