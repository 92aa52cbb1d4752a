"""The plan of every screen that is a list: bars, a heading, the list, and one thing beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from .. import safe_text
from ..desk.threads import borrow
from ..messages import PageRead, Refused, RowMoved, RowOpened, Written
from ..page import Page, Row
from ..reasons import Situation
from ..widgets.detail_pane import DetailPane
from ..widgets.filter_line import FilterLine
from ..widgets.key_bar import KeyBar
from ..widgets.rows import gather
from ..widgets.table import VirtualTable
from ..widgets.top_bar import TopBar
from .beside import Beside

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.views.reader import Reader
    from ..desk.trouble import Trouble


class ListScreen(Beside):
    """A list with a detail pane beside it, or a screen for it where there is no room."""

    AUTO_FOCUS = "VirtualTable"
    HEADING = ""

    def __init__(self) -> None:
        """Start with nothing read."""
        super().__init__()
        self.page: Page | None = None
        self._sought: str | None = None
        self._marks = 0

    def page_of(self, reader: Reader) -> Page:
        """Return what the list shows; called in a thread."""
        raise NotImplementedError

    def first_of(self, ledger: Ledger) -> Page | None:
        """Return the beginning of what the list shows where that is known without reading the ledger."""
        del ledger
        return None

    def keep(self, ledger: Ledger, page: Page) -> None:
        """Keep what `first_of` will want; called in a thread."""

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield TopBar(self.COMMANDS_OF)
        yield Static("", id="heading")
        yield from self.over_list()
        with Horizontal(id="body"):
            yield VirtualTable(id="table")
            yield DetailPane(id="detail")
            yield from self.beside_list()
        yield KeyBar(self.COMMANDS_OF)

    def over_list(self) -> Iterable[Widget]:
        """Return what stays between the heading and the list."""
        return ()

    def beside_list(self) -> Iterable[Widget]:
        """Return what takes the place of the pane for some lines."""
        return ()

    def on_mount(self) -> None:
        """Say that the ledger is being read; where one types a filter is made once that is drawn."""
        self.table.empty = "Reading…"
        self._head()
        self.allied.once_drawn(lambda: self.line)

    @property
    def line(self) -> FilterLine:
        """Where one types, made when it is first asked for."""
        if not (found := self.query(FilterLine)):
            self.mount(FilterLine(self.FILTERED, self.FILTER), before="#body")
            found = self.query(FilterLine)
        return found.first()

    @property
    def table(self) -> VirtualTable:
        """The list."""
        return self.query_one(VirtualTable)

    @property
    def pointed(self) -> Row | None:
        """The row under the cursor."""
        return self.table.row

    def situation(self) -> Situation:
        """Return what the cursor is on, and what is marked; some lines are of nothing that can be opened."""
        row, marked = self.table.row, tuple(self.table.rows.marked.values())
        if row is None or not row.kind:
            thing = row.thing if row else None
            return Situation(self.desk.opened, thing=thing, marked=marked, empty=row is None)
        return Situation(self.desk.opened, row.kind, row.doc, row.thing, marked)

    # Reading

    def reload(self) -> None:
        """Read the rows again; the first time, those that are remembered are drawn before all are read."""
        sought, whole = bool(self.table.rows.words), self.desk.audience is None
        if self.page is None and whole and (first := self.desk.glimpse(self.first_of)) is not None:
            self.show_page(PageRead(first))
            self.generation = -1
            self.allied.once_drawn(self.changed)
            return

        def work(ledger: Ledger) -> PageRead:
            page = self.page_of(self.desk.reader(ledger))
            if whole:
                self.keep(ledger, page)
            return PageRead(page, gather(page) if sought else None)

        borrow(self, "page", work)

    @on(PageRead)
    def show_page(self, message: PageRead) -> None:
        """Show the rows that were read."""
        self.page = message.page
        self.table.fill(message.page, message.hay)
        self.sort_again()
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
        self.show_soon()

    # Doing

    @on(Written)
    def unmark(self) -> None:
        """Give up the marks: what was to be done with them is done."""
        self.table.unmark()

    @on(RowOpened)
    async def _row_opened(self) -> None:
        await self.run_action("app.attempt('open')")

    def action_back(self) -> None:
        """Leave the pane, then give up the marks, then leave the filter."""
        if self.focused is self.pane:
            self.set_focus(self.table)
        elif self.focused is self.table and self.table.rows.marked:
            self.table.unmark()
        else:
            self.unfilter()
            self.set_focus(self.table)

    @property
    def narrowed(self) -> VirtualTable:
        """The list."""
        return self.table

    def shown_narrowed(self) -> None:
        """Say how many rows are left, or what can't be looked for."""
        self._head()

    def leave_filter(self) -> None:
        """Go back into the list."""
        self.set_focus(self.table)

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
        self.query_one("#heading", Static).update(heading if self.is_attached else Content(""), layout=False)
