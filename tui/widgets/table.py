"""A table that draws only the lines in view, so two hundred thousand rows cost what twenty do."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType

from .. import registry
from ..messages import RowMoved, RowOpened
from ..page import Page, Row
from .columns import GAP, wants
from .lines import Lines
from .rows import Wanted


class VirtualTable(Lines, can_focus=True):
    """A list with a cursor, sorted by any column, narrowed by words; a refresh keeps all three."""

    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("list")

    # What it shows

    def fill(self, page: Page, hay: list[str] | None = None) -> None:
        """Show other rows, the cursor on the row it was on and that row where it was on the terminal."""
        was, top = self.row, round(self.scroll_y)
        before, seen = self.cursor, self.rows.seen
        self.columns, self.empty, self.wanted = page.columns, page.empty, wants(page)
        self.rows.fill(page, hay)
        self.measure()
        found = self.rows.place_of(was.id) if was else None
        if found is None:
            found = self.rows.nearest(seen, before) if was else before
        self._settle(found, top + found - before)

    def narrow(self, words: str, wanted: Wanted = Wanted()) -> None:  # noqa: B008
        """Show only rows that hold every one of the words, as `Rows.narrow` does."""
        was = self.row
        self.rows.narrow(words, wanted)
        self.measure()
        found = self.rows.place_of(was.id) if was else None
        self._settle(found or 0, 0)

    def sort(self, column: str | None, *, turned: bool = False) -> None:
        """Sort by a column, by none for the order the rows came in."""
        was = self.row
        order = next((c.order for c in self.columns if c.id == column), None)
        self.rows.sort(column if order else None, order, turned)
        found = self.rows.place_of(was.id) if was else None
        self._settle(found or 0, round(self.scroll_y))

    def unmark(self) -> None:
        """Give up all marks."""
        self.rows.marked = {}
        self.refresh()
        self.post_message(RowMoved(self.row))

    @property
    def row(self) -> Row | None:
        """The row the cursor is on."""
        seen = self.rows.seen
        return seen[self.cursor] if self.cursor < len(seen) and not seen[self.cursor].heading else None

    def to_key(self, key: str) -> bool:
        """Move the cursor to a document's row; return whether it is shown."""
        found = next((n for n, row in enumerate(self.rows.seen) if row.key == key and not row.heading), None)
        if found is not None:
            self._move(found)
        return found is not None

    # Moving

    def action_cursor(self, by: int) -> None:
        """Move so many rows, over headings."""
        at = self.cursor + by
        while 0 <= at < len(self.rows.seen) and self.rows.seen[at].heading:
            at += 1 if by > 0 else -1
        if 0 <= at < len(self.rows.seen):
            self._move(at)
        elif by < 0:
            self.scroll_to(y=0, animate=False)

    def action_page(self, way: int) -> None:
        """Move by what fits the table."""
        self._move(self._clamped(self.cursor + way * max(1, self.size.height - 2), way))

    def action_edge(self, way: int) -> None:
        """Move to the first row or the last."""
        self._move(self._clamped(0 if way < 0 else len(self.rows.seen) - 1, way))
        if way < 0:
            self.scroll_to(y=0, animate=False)

    def action_mark(self) -> None:
        """Mark the row, or take its mark away, and go on to the next."""
        if (row := self.row) is not None:
            self.rows.mark(row)
            self.redraw(self.cursor)
            self.action_cursor(1)
            self.post_message(RowMoved(self.row))

    def action_mark_all(self) -> None:
        """Mark all rows that are shown; where all of them are, none."""
        self.rows.mark_seen()
        self.refresh()
        self.post_message(RowMoved(self.row))

    def action_sort_next(self) -> None:
        """Sort by the next column that can be sorted by, then by none."""
        able: list[str | None] = [None, *(c.id for c, _ in self.placed if c.order)]
        at = able.index(self.rows.sorted_by) if self.rows.sorted_by in able else 0
        self.sort(able[(at + 1) % len(able)])

    def action_sort_turn(self) -> None:
        """Sort the other way round."""
        self.sort(self.rows.sorted_by, turned=not self.rows.turned)

    def _move(self, at: int) -> None:
        before, self.cursor = self.cursor, at
        self.redraw(before)
        self.redraw(at)
        top, high = round(self.scroll_y), self.size.height - 1
        if at < top or at >= top + high:
            self.scroll_to(y=at if at < top else at - high + 1, animate=False)
        self.post_message(RowMoved(self.row))

    def _settle(self, at: int, top: int) -> None:
        self.cursor = self._clamped(at, 1)
        high = max(1, self.size.height - 1)
        self.scroll_to(
            y=max(self.cursor - high + 1, min(top, self.cursor - (self.cursor == 1))), animate=False
        )
        self.refresh()
        self.post_message(RowMoved(self.row))

    def _clamped(self, at: int, way: int) -> int:
        """Return the nearest place that is a row, looking first the given way."""
        seen = self.rows.seen
        if not seen:
            return 0
        at = max(0, min(at, len(seen) - 1))
        ways = (range(at, len(seen)), range(at, -1, -1))
        for places in ways if way > 0 else ways[::-1]:
            found = next((n for n in places if not seen[n].heading), None)
            if found is not None:
                return found
        return 0

    # What happens to it

    def on_resize(self) -> None:
        """Lay the columns out anew, and keep the cursor in view."""
        self.measure()
        high = max(1, self.size.height - 1)
        if not round(self.scroll_y) <= self.cursor < round(self.scroll_y) + high:
            self.scroll_to(y=max(0, self.cursor - high + 1), animate=False)
        self.refresh()

    def on_focus(self) -> None:
        """Show where keys go."""
        self.redraw(self.cursor)

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self.redraw(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Move to the row clicked, open it when clicked twice; sort when the header is clicked."""
        if event.y == 0:
            self._sort_at(event.x)
            return
        at = round(self.scroll_y) + event.y - 1
        if at < len(self.rows.seen) and not self.rows.seen[at].heading:
            self._move(at)
            if event.chain == 2 and self.row is not None:
                self.post_message(RowOpened(self.row))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark the row under the mouse."""
        self._hover(round(self.scroll_y) + event.y - 1 if event.y else -1)

    def on_leave(self) -> None:
        """Mark no row."""
        self._hover(-1)

    def _hover(self, at: int) -> None:
        before, self.hover = self.hover, at
        if before != at:
            self.redraw(before)
            self.redraw(at)

    def _sort_at(self, x: int) -> None:
        left = 1
        for column, wide in self.placed:
            if left <= x < left + wide + GAP and column.order:
                self.sort(column.id, turned=column.id == self.rows.sorted_by and not self.rows.turned)
            left += wide + GAP
