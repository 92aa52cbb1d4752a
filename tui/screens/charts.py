"""Charts: opt-ins over time, how those asked responded, who has how much to do, and who stated what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from .. import registry, safe_text
from ..desk.threads import read
from ..drawn.bars import legend
from ..layouts.list_screen import ListScreen
from ..messages import ChartsRead, OpenThing, PageRead
from ..page import Cell, Page
from ..reading import charts as charted
from ..reading.charts import optins, positions, responses, workload
from ..widgets.detail_pane import DetailPane
from ..widgets.filter_line import FilterLine
from ..widgets.key_bar import KeyBar
from ..widgets.plot import TONES, Plot
from ..widgets.table import VirtualTable
from ..widgets.top_bar import TopBar
from ..widgets.views import Views

_AROUND: Final = 7
"""Lines of a screen that are neither a chart's nor left over: bars, heads and the legend."""
_LEAST: Final = 8
"""Lines in which what a line stands for can be told."""
_LEGENDS: Final[dict[str, Mapping[str, tuple[str, str]]]] = {
    "responses": responses.FILLS,
    "workload": {**workload.FILLS, **workload.HOURS},
    "positions": positions.FILLS,
}


class Charts(ListScreen):
    """One chart at a time, a line for each thing in it, with its numbers; under it what is told of the one chosen."""

    COMMANDS_OF = "charts"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("charts")
    HEADING = "Charts"

    def __init__(self) -> None:
        """Start with opt-ins over time."""
        super().__init__()
        self.view = charted.VIEWS[0][0]
        self.pages: Mapping[str, Page] = {}
        self._left_at: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield TopBar("charts")
        yield Static("", id="heading")
        yield Views(charted.VIEWS)
        yield FilterLine()
        with Vertical(id="charted"):
            yield VirtualTable(id="table")
            yield Static("", id="legend")
            yield Plot(id="plot")
            yield DetailPane(id="detail")
        yield KeyBar("charts")

    # Reading

    def reload(self) -> None:
        """Read what all charts show, so that they fit together."""
        read(self, "page", lambda reader: ChartsRead(charted.read(reader)))

    @on(ChartsRead)
    def _charts_read(self, message: ChartsRead) -> None:
        self.pages = message.pages
        for view, page in message.pages.items():
            self.query_one(Views).count(view, sum(not row.heading for row in page.rows))
        self._turn()

    def _turn(self) -> None:
        """Show the chart in view."""
        self.query_one(Views).here = self.view
        plotted, lines = self.view == "optins", len(self.pages[self.view].rows)
        self.query_one(Plot).display = plotted and bool(lines)
        self.query_one("#legend").display = not plotted and bool(lines)
        self.table.styles.max_height = max(4, lines + 2) if lines else None
        self._make_room()
        pieces = legend(_LEGENDS.get(self.view, {}))
        if self.view == "workload":
            pieces.append(Cell(f" {workload.NOTE}", "dim"))
        told = [safe_text.line((text, TONES.get(tone, ""))) for text, tone in pieces]
        self.query_one("#legend", Static).update(Content("").join(told))
        self.show_page(PageRead(self.pages[self.view]))
        self._read_detail()

    def _read_detail(self) -> None:
        """Draw the course of the line under the cursor; all of it was read with the line."""
        row, plot = self.table.row, self.query_one(Plot)
        if self.pane.display:
            self.fill_pane()
        if row is None or not isinstance(row.thing, optins.Charted):
            plot.clear()
            return
        plot.show(optins.title(row), optins.told(row.thing), optins.course(row.thing), row.thing.today)

    def _make_room(self) -> None:
        """Show what a line stands for under the lines, where these leave room."""
        lines = len(self.pages[self.view].rows) if self.pages else 0
        left = self.size.height - lines - _AROUND
        self.pane.display = self.view != "optins" and bool(lines) and left >= _LEAST

    def on_resize(self) -> None:
        """Use the room there is now."""
        self._make_room()
        super().on_resize()

    # Doing

    def action_charts(self) -> None:
        """Stay: these are the charts."""

    def action_view(self, way: int) -> None:
        """Go to the next chart, or the one before; the cursor is where it was left there."""
        names = [view for view, _ in charted.VIEWS]
        self._view(names[(names.index(self.view) + way) % len(names)])

    @on(Views.Chosen)
    def _chosen(self, message: Views.Chosen) -> None:
        self._view(message.view)

    def _view(self, view: str) -> None:
        if not self.pages:
            return
        if (row := self.table.row) is not None:
            self._left_at[self.view] = row.key
        self.view = view
        self.table.sort(None)
        self._turn()
        key = self._left_at.get(view)
        if not (key and self.table.to_key(key)):
            self.table.action_edge(-1)

    def action_open(self) -> None:
        """Open what the line stands for, on a screen of its own."""
        if (row := self.table.row) is not None and row.kind:
            self.post_message(OpenThing(row.kind, row.key))

    def action_back(self) -> None:
        """Leave the filter, then the charts."""
        if not self.unfilter():
            self.dismiss()
            return
        self.set_focus(self.table)
