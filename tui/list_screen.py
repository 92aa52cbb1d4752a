"""The plan of every screen that is a list: bars, a heading, the list, and one thing beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from . import safe_text
from .detail import read as read_detail
from .doing import Doing
from .messages import DetailRead, OpenThing, PageRead, Refused, RowMoved, RowOpened
from .page import Page
from .reasons import Situation
from .threads import read
from .widgets.detail_pane import DetailPane
from .widgets.key_bar import KeyBar
from .widgets.table import VirtualTable
from .widgets.top_bar import TopBar

if TYPE_CHECKING:
    from ..store.views.reader import Reader


class ListScreen(Doing):
    """A list with a detail pane beside it, or a screen for it where there is no room."""

    AUTO_FOCUS = "VirtualTable"
    HEADING = ""
    FILTER = "words, all of which a line must hold"

    def __init__(self) -> None:
        """Start with nothing read."""
        super().__init__()
        self.page: Page | None = None
        self._soon: Timer | None = None
        self._sought: str | None = None

    def page_of(self, reader: Reader) -> Page:
        """Return what the list shows; called in a thread."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield TopBar(self.COMMANDS_OF)
        yield Static("", id="heading")
        yield Input(placeholder=self.FILTER, id="filter")
        with Horizontal(id="body"):
            yield VirtualTable(id="table")
            yield DetailPane(id="detail")
        yield KeyBar(self.COMMANDS_OF)

    def on_mount(self) -> None:
        """Say that the ledger is being read."""
        self.query_one("#filter").display = False
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
        row = self.table.row
        return Situation(self.desk.opened, row.kind if row else None, row.doc if row else None)

    # Reading

    def reload(self) -> None:
        """Read the rows again."""
        read(self, "page", lambda reader: PageRead(self.page_of(reader)))

    @on(PageRead)
    def _page_read(self, message: PageRead) -> None:
        self.page = message.page
        self.table.fill(message.page)
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

    @on(RowMoved)
    def _row_moved(self) -> None:
        self.query_one(KeyBar).situation = self.situation()
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
        read(self, "detail", lambda reader: DetailRead(read_detail(reader, kind, key)))

    @on(DetailRead)
    def _detail_read(self, message: DetailRead) -> None:
        self.pane.show(message.detail)

    def on_resize(self) -> None:
        """Fill a pane that has only now got room."""
        self._soon = self._soon or self.set_timer(0.05, self._read_detail)
        self.call_after_refresh(self._read_detail)

    # Doing

    @on(RowOpened)
    async def _row_opened(self) -> None:
        await self.run_action("app.attempt('open')")

    def action_open(self) -> None:
        """Go into the pane, or to a screen of the thing's own where there is no pane."""
        row = self.table.row
        if row is None:
            return
        if self.has_class("-wide"):
            self.pane.focus()
        else:
            self.post_message(OpenThing(row.kind, str(row.doc.get("id", row.key))))

    def action_filter(self) -> None:
        """Start or go on narrowing the list."""
        field = self.query_one("#filter", Input)
        field.display = True
        field.focus()

    def action_back(self) -> None:
        """Leave the pane, then the filter."""
        field = self.query_one("#filter", Input)
        if self.focused is self.pane:
            self.table.focus()
        elif field.display:
            field.value = ""
            field.display = False
            self.table.narrow("")
            self.table.focus()
            self._head()
        else:
            self.table.focus()

    def words_of(self, text: str) -> str:
        """Return the words of a filter that lines are narrowed by; some lists read by the rest of it."""
        return text

    @on(Input.Changed, "#filter")
    def _narrow(self, event: Input.Changed) -> None:
        self.table.narrow(self.words_of(event.value))
        self._head()

    @on(Input.Submitted, "#filter")
    def _narrowed(self, event: Input.Submitted) -> None:
        if not event.value.strip():
            event.input.display = False
        self.table.focus()

    def shown_after(self, key: str | None) -> None:
        """Put the cursor on what a form has just made, once it is read."""
        if key is not None and not self.table.to_key(key):
            self._sought = key

    def _head(self) -> None:
        rows = self.table.rows
        counted = self.page.counted if self.page else ""
        shown = f"{rows.shown} of {rows.total}   " if rows.words else ""
        heading = safe_text.line(
            (f" {self.HEADING} ", "bold $primary"), f"  {shown}", (counted, "$foreground-muted")
        )
        self.query_one("#heading", Static).update(heading if self.is_attached else Content(""))
