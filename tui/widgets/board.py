"""The board: actions as cards in a column for each status, moved by key and by mouse."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType

from .. import registry
from ..messages import CardMoved, RowMoved, RowOpened
from ..page import Page, Row
from ..reading.actions import state
from ..reasons import refused
from .cards import ALL, OPEN, Cards
from .rows import Wanted


class Board(Cards, can_focus=True):
    """A cursor goes from card to card and from column to column; a card goes with it, or with the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("cards")
    _held: str | None = None

    # What it shows

    def fill(self, page: Page, hay: list[str] | None = None, *, dropped: bool = False) -> None:
        """Show other cards, the cursor on the one it was on, wherever that is now."""
        was = self.row
        self.page = page
        self.columns = ALL if dropped else OPEN
        self.rows.fill(page, hay)
        self._deal(was.id if was else None)

    def narrow(self, words: str, wanted: Wanted = Wanted()) -> None:  # noqa: B008
        """Show only some cards, as `Rows.narrow` does."""
        was = self.row
        self.rows.narrow(words, wanted)
        self._deal(was.id if was else None)

    def to_key(self, key: str) -> bool:
        """Move the cursor to an action's card; return whether it is shown."""
        found = next(
            ((c, n) for c, cards in enumerate(self.cards) for n, row in enumerate(cards) if row.key == key),
            None,
        )
        if found is not None:
            self._settle(*found)
        return found is not None

    def unmark(self) -> None:
        """Give up all marks."""
        self.rows.marked = {}
        self._settle(*self.at)

    @property
    def row(self) -> Row | None:
        """The card under the cursor."""
        column, place = self.at
        cards = self.cards[column] if column < len(self.cards) else []
        return cards[place] if place < len(cards) else None

    @property
    def column(self) -> str:
        """The status whose column the cursor is in."""
        return self.columns[min(self.at[0], len(self.columns) - 1)]

    def _deal(self, was: str | None) -> None:
        by_state: dict[str, list[Row]] = {status: [] for status in self.columns}
        for row in self.rows.seen:
            if (cards := by_state.get(state(row.doc))) is not None:
                cards.append(row)
        self.cards = list(by_state.values())
        self.relay()
        at = self.at
        if was is not None:
            at = next(
                (
                    (c, n)
                    for c, cards in enumerate(self.cards)
                    for n, row in enumerate(cards)
                    if row.id == was
                ),
                at,
            )
        elif not self.rows.seen or self.row is None:
            at = (next((c for c, cards in enumerate(self.cards) if cards), 0), 0)
        self._settle(*at)

    # Moving

    def action_cursor(self, by: int) -> None:
        """Move so many cards down."""
        self._settle(self.at[0], self.at[1] + by)

    def action_column(self, by: int) -> None:
        """Move so many columns right, over none that are there to be moved into."""
        self._settle(max(0, min(self.at[0] + by, len(self.columns) - 1)), self.at[1])

    def action_page(self, way: int) -> None:
        """Move by what fits."""
        self._settle(self.at[0], self.at[1] + way * self.fitting(self.at[0]))

    def action_edge(self, way: int) -> None:
        """Move to the first card of the column or the last."""
        self._settle(self.at[0], 0 if way < 0 else len(self.cards[self.at[0]]) - 1)

    def action_mark(self) -> None:
        """Mark the card, or take its mark away, and go on to the next."""
        if (row := self.row) is not None:
            self.rows.mark(row)
            self._settle(self.at[0], self.at[1] + 1)

    def action_carry(self, by: int) -> None:
        """Move the card, or all that are marked, into the next column that way which it may be in, and go with it."""
        rows = [*self.rows.marked.values()] or ([self.row] if self.row is not None else [])
        moves = [(row.key, to) for row in rows if (to := self._next(row, by)) is not None]
        if moves:
            self.post_message(CardMoved(moves))

    def _next(self, row: Row, by: int) -> str | None:
        """Return the status of the next column, right or left, that a card may be moved into."""
        now = state(row.doc)
        at = self.columns.index(now) if now in self.columns else self.at[0]
        ahead = self.columns[at + 1 :] if by > 0 else self.columns[:at][::-1]
        return next((to for to in ahead if refused("action", row.doc, to) is None), None)

    def _settle(self, column: int, place: int) -> None:
        column = min(column, len(self.cards) - 1)
        place = max(0, min(place, len(self.cards[column]) - 1))
        top = self.tops[column]
        self.tops[column] = max(self.top_for(column, place), min(top, place)) if self.cards[column] else 0
        self.at = (column, place)
        self.refresh()
        self.post_message(RowMoved(self.row))

    # By mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a card."""
        column, place = self.hit(event.x, event.y)
        if event.y and place < len(self.cards[column]):
            self._settle(column, place)
            self._held = self.cards[column][place].key
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show where the card that is held would fall."""
        if self._held is not None:
            self.target = self.hit(event.x, event.y)[0]

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let the card fall."""
        held, self._held = self._held, None
        self.target = None
        self.release_mouse()
        column = self.hit(event.x, event.y)[0]
        if held is not None and column != self.at[0]:
            self.post_message(CardMoved([(held, self.columns[column])]))

    def on_click(self, event: events.Click) -> None:
        """Open the card when it is clicked twice."""
        if event.chain == 2 and event.y and self.row is not None:
            self.post_message(RowOpened(self.row))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the column under the mouse."""
        self._scroll(event.x, event.y, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the column under the mouse."""
        self._scroll(event.x, event.y, -1)

    def _scroll(self, x: int, y: int, by: int) -> None:
        column = self.hit(x, y)[0]
        most = self.top_for(column, len(self.cards[column]) - 1)
        self.tops[column] = max(0, min(self.tops[column] + by, most))
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._settle(*self.at)
