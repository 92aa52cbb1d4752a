"""Today: what needs somebody now."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from .. import registry
from ..layouts.list_screen import ListScreen
from ..page import Page
from ..reading import today as pressing

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.views.reader import Reader


class Today(ListScreen):
    """Everything that presses, under headings, the most urgent first."""

    COMMANDS_OF = "today"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("today")
    HEADING = "Today"

    def page_of(self, reader: Reader) -> Page:
        """Return what the store says needs somebody."""
        return pressing.page(reader)

    def first_of(self, ledger: Ledger) -> Page | None:
        """Return the beginning as it was when it was last in view, if nothing has changed since."""
        return pressing.first(ledger)

    def keep(self, ledger: Ledger, page: Page) -> None:
        """Remember the beginning for the next start."""
        pressing.keep(ledger, page)
