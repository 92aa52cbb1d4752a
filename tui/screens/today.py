"""Today: what needs somebody now."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType

from .. import registry
from ..layouts.list_screen import ListScreen
from ..page import Page
from ..reading import today as pressing

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.views.reader import Reader

_ON_SYNC: Final = ("two answers", "not shared yet")


class Today(ListScreen):
    """Everything that presses, under headings, the most urgent first."""

    COMMANDS_OF = "today"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("today")
    HEADING = "Today"

    def page_of(self, reader: Reader) -> Page:
        """Return what the store says needs somebody."""
        return pressing.page(reader)

    def action_settle(self) -> None:
        """Go to where the answers stand side by side, the cursor on the first of them."""
        if (row := self.table.row) is not None:
            self.allied.call_later(self.allied.go_to, "sync", row.key)

    def action_open(self) -> None:
        """Open what the line is about: of two answers, and of what waits to be shared, on the Sync screen."""
        row = self.table.row
        if row is not None and row.thing.section in _ON_SYNC:
            self.allied.call_later(self.allied.go_to, "sync", row.key)
        else:
            super().action_open()

    def first_of(self, ledger: Ledger) -> Page | None:
        """Return the beginning as it was when it was last in view, if nothing has changed since."""
        return pressing.first(ledger)

    def keep(self, ledger: Ledger, page: Page) -> None:
        """Remember the beginning for the next start."""
        pressing.keep(ledger, page)
