"""The board: actions by how far they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from .. import registry, safe_text
from ..desk.threads import read
from ..doing.moving import carry
from ..layouts.beside import Beside
from ..messages import CardMoved, PageRead, Refused, RowMoved, RowOpened, Written
from ..page import Page, Row
from ..reading import actions as acting
from ..reasons import Situation
from ..widgets.board import Board
from ..widgets.detail_pane import DetailPane
from ..widgets.filter_line import FilterLine
from ..widgets.key_bar import KeyBar
from ..widgets.rows import gather
from ..widgets.top_bar import TopBar

if TYPE_CHECKING:
    from ...store.views.reader import Reader


class BoardScreen(Beside):
    """Cards in a column for each status; shift and an arrow, or the mouse, moves one on."""

    # The cards of four columns need the room of a list and more before anything fits beside them.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (150, "-wide")]  # noqa: RUF012
    COMMANDS_OF = "board"
    FILTERED = "action"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("board")
    AUTO_FOCUS = "Board"

    def __init__(self, key: str | None = None, line: str = "") -> None:
        """Start with the cursor on an action, and narrowed as the list was."""
        super().__init__()
        self._first = key
        self._start = line
        self.dropped = False
        self.page: Page | None = None

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield TopBar("actions")
        yield Static("", id="heading")
        yield FilterLine(self.FILTERED)
        with Horizontal(id="body"):
            yield Board(id="cards")
            yield DetailPane(id="detail")
        yield KeyBar("board")

    def on_mount(self) -> None:
        """Say that the ledger is being read."""
        self.line.display = bool(self._start)
        self.board.empty = "Reading…"

    @property
    def board(self) -> Board:
        """The cards."""
        return self.query_one(Board)

    @property
    def pointed(self) -> Row | None:
        """The card under the cursor."""
        return self.board.row

    @property
    def narrowed(self) -> Board:
        """The cards."""
        return self.board

    def again(self) -> Callable[[], BoardScreen]:
        """Return what makes this screen anew."""
        return BoardScreen

    def situation(self) -> Situation:
        """Return the card under the cursor."""
        row, marked = self.board.row, tuple(self.board.rows.marked.values())
        return Situation(self.desk.opened, row.kind if row else None, row.doc if row else None, marked=marked)

    # Reading

    def reload(self) -> None:
        """Read the actions again, finished ones too."""
        sought = bool(self.board.rows.words)

        def work(reader: Reader) -> PageRead:
            page = acting.page(reader, finished=True)
            return PageRead(page, gather(page) if sought else None)

        read(self, "page", work)

    @on(PageRead)
    def _show(self, message: PageRead) -> None:
        self.page = message.page
        self.board.empty = message.page.empty
        self.board.fill(message.page, message.hay, dropped=self.dropped)
        self.sort_again()
        if self._start:
            self.line.value, self._start = self._start, ""
        if self._first is not None and self.board.to_key(self._first):
            self._first = None
        self.shown_narrowed()
        self.query_one(TopBar).coalition = self.allied.coalition
        self.query_one(KeyBar).note = self.allied.note

    @on(Refused)
    def _refused(self) -> None:
        if self.page is None:
            self.board.empty = "It could not be read."
            self.board.refresh()

    @on(RowMoved)
    def _row_moved(self) -> None:
        self.query_one(KeyBar).situation = self.situation()
        self.shown_narrowed()
        self.show_soon()

    def shown_narrowed(self) -> None:
        """Say how many there are, how many are shown, and what can't be looked for."""
        rows = self.board.rows
        counted = self.page.counted if self.page else ""
        heading = safe_text.line(
            (" Board ", "bold $primary"),
            "  ",
            (f"✓ {len(rows.marked)} marked   " if rows.marked else "", "bold $accent"),
            f"{rows.shown} of {rows.total}   " if rows.words else "",
            (f"✗ {self.fault}", "$text-error") if self.fault else (counted, "$foreground-muted"),
        )
        self.query_one("#heading", Static).update(heading)

    def leave_filter(self) -> None:
        """Go back to the cards."""
        self.set_focus(self.board)

    def shown_after(self, key: str | None) -> None:
        """Put the cursor on what was just made, once it is read."""
        if key is not None and not self.board.to_key(key):
            self._first = key

    # Doing

    @on(CardMoved)
    def _card_moved(self, message: CardMoved) -> None:
        self.allied.write(partial(carry, moves=message.moves), self)

    @on(Written)
    def unmark(self) -> None:
        """Give up the marks: what was to be done with them is done."""
        self.board.unmark()

    @on(RowOpened)
    def _row_opened(self) -> None:
        self.action_open()

    def action_dropped(self) -> None:
        """Show those that were dropped too, or hide them."""
        self.dropped = not self.dropped
        self.reload()

    def action_back(self) -> None:
        """Leave the pane, give up the marks, leave the filter, then the board."""
        if self.focused is self.pane:
            self.set_focus(self.board)
        elif self.focused is self.board and self.board.rows.marked:
            self.board.unmark()
        elif self.unfilter():
            self.set_focus(self.board)
        else:
            self.dismiss()
