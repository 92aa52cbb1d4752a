"""The plan of every screen that is a list: bars, a heading, the list, and one thing beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from .. import places, safe_text
from ..desk.threads import borrow, read
from ..messages import DetailRead, OpenThing, PageRead, Refused, RowMoved, RowOpened, Written
from ..page import Page
from ..reasons import Situation
from ..widgets.detail_pane import DetailPane
from ..widgets.filter_line import FilterLine
from ..widgets.key_bar import KeyBar
from ..widgets.rows import gather
from ..widgets.table import VirtualTable
from ..widgets.top_bar import TopBar
from .narrowing import Narrowing

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.views.reader import Reader
    from ..desk.trouble import Trouble


class ListScreen(Narrowing):
    """A list with a detail pane beside it, or a screen for it where there is no room."""

    AUTO_FOCUS = "VirtualTable"
    HEADING = ""

    def __init__(self) -> None:
        """Start with nothing read."""
        super().__init__()
        self.page: Page | None = None
        self._soon: Timer | None = None
        self._sought: str | None = None
        self._marks = 0

    def page_of(self, reader: Reader) -> Page:
        """Return what the list shows; called in a thread."""
        raise NotImplementedError

    def first_of(self, ledger: Ledger) -> Page | None:
        """Return the beginning of what the list shows where it is known without reading; called in a thread."""
        del ledger
        return None

    def keep(self, ledger: Ledger, page: Page) -> None:
        """Keep what `first_of` will want; called in a thread."""

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield TopBar(self.COMMANDS_OF)
        yield Static("", id="heading")
        yield FilterLine(self.FILTERED, self.FILTER)
        with Horizontal(id="body"):
            yield VirtualTable(id="table")
            yield DetailPane(id="detail")
        yield KeyBar(self.COMMANDS_OF)

    def on_mount(self) -> None:
        """Say that the ledger is being read."""
        self.line.display = False
        self.table.empty = "Reading…"
        self._head()

    @property
    def table(self) -> VirtualTable:
        """The list."""
        return self.query_one(VirtualTable)

    @property
    def pane(self) -> DetailPane:
        """The pane beside it."""
        return self.query_one(DetailPane)

    def situation(self) -> Situation:
        """Return what the cursor is on."""
        row, marked = self.table.row, tuple(self.table.rows.marked.values())
        if row is None:
            return Situation(self.desk.opened, marked=marked, empty=True)
        return Situation(self.desk.opened, row.kind, row.doc, row.thing, marked)

    # Reading

    def reload(self) -> None:
        """Read the rows again; the first time, those that are remembered come before all are read."""
        sought, new, whole = bool(self.table.rows.words), self.page is None, self.desk.audience is None

        def work(ledger: Ledger) -> PageRead:
            if new and whole and (first := self.first_of(ledger)) is not None:
                return PageRead(first, partial=True)
            page = self.page_of(self.desk.reader(ledger))
            if whole:
                self.keep(ledger, page)
            return PageRead(page, gather(page) if sought else None)

        borrow(self, "page", work)

    @on(PageRead)
    def _page_read(self, message: PageRead) -> None:
        self.page = message.page
        if message.partial:
            self.call_after_refresh(self.reload)  # once it has been drawn: reading would hold that up
        self.table.fill(message.page, message.hay)
        if self._sought and self.table.to_key(self._sought):
            self._sought = None
        self._head()
        self.query_one(TopBar).coalition = self.allied.coalition
        self.query_one(KeyBar).note = self.allied.note

    @on(Refused)
    def _refused(self) -> None:
        if self.page is None:
            self.table.empty = "It could not be read."
            self.table.refresh()

    def bear(self, trouble: Trouble | None) -> None:
        """Show what is wrong with the ledger; a list that was never read says so."""
        super().bear(trouble)
        if trouble is not None:
            self._refused()

    @on(RowMoved)
    def _row_moved(self) -> None:
        self.query_one(KeyBar).situation = self.situation()
        if len(self.table.rows.marked) != self._marks:
            self._head()
        if self._soon is not None:
            self._soon.stop()
        # A key held down passes many rows; only where it rests is a thing read.
        self._soon = self.set_timer(0.05, self._read_detail)

    def _read_detail(self) -> None:
        row = self.table.row
        if not self.pane.display or not self.has_class("-wide"):
            return
        if row is None:
            self.pane.show(None)
            return
        kind, key = row.kind, str(row.doc.get("id", row.key))

        def work(reader: Reader) -> DetailRead:
            from ..reading.detail import read as read_detail  # not before the first screen stands

            return DetailRead(read_detail(reader, kind, key))

        read(self, "detail", work)

    @on(DetailRead)
    def _detail_read(self, message: DetailRead) -> None:
        self.pane.show(message.detail)

    def on_resize(self) -> None:
        """Fill a pane that has only now got room."""
        self._soon = self._soon or self.set_timer(0.05, self._read_detail)
        self.call_after_refresh(self._read_detail)

    # Doing

    @on(Written)
    def _written(self) -> None:
        self.table.unmark()

    @on(RowOpened)
    async def _row_opened(self) -> None:
        await self.run_action("app.attempt('open')")

    def action_open(self) -> None:
        """Go into the pane, or to a screen of the thing's own where there is no pane."""
        row = self.table.row
        if row is None:
            return
        if self.has_class("-wide") and row.kind not in places.OWN:
            self.pane.focus()
        else:
            self.post_message(OpenThing(row.kind, str(row.doc.get("id", row.key))))

    def action_back(self) -> None:
        """Leave the pane, then give up the marks, then leave the filter."""
        if self.focused is self.pane:
            self.table.focus()
        elif self.focused is self.table and self.table.rows.marked:
            self.table.unmark()
        else:
            self.unfilter()
            self.table.focus()

    @property
    def narrowed(self) -> VirtualTable:
        """The list."""
        return self.table

    def shown_narrowed(self) -> None:
        """Say how many rows are left, or what can't be looked for."""
        self._head()

    def leave_filter(self) -> None:
        """Go back into the list."""
        self.table.focus()

    def shown_after(self, key: str | None) -> None:
        """Put the cursor on what a form has just made, once it is read."""
        if key is not None and not self.table.to_key(key):
            self._sought = key

    def _head(self) -> None:
        rows = self.table.rows
        self._marks = len(rows.marked)
        counted = self.page.counted if self.page else ""
        shown = f"{rows.shown} of {rows.total}   " if rows.words else ""
        marked = f"✓ {len(rows.marked)} marked   " if rows.marked else ""
        heading = safe_text.line(
            (f" {self.HEADING} ", "bold $primary"), "  ", (marked, "bold $accent"), shown,
            (f"✗ {self.fault}", "$text-error") if self.fault else (counted, "$foreground-muted"),
        )  # fmt: skip
        self.query_one("#heading", Static).update(heading if self.is_attached else Content(""))
