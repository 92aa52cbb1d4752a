"""Actions: who does what by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from .. import places, registry
from ..layouts.list_screen import ListScreen
from ..page import Page
from ..reading import actions as acting
from ..widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from ...store.views.reader import Reader


class Actions(ListScreen):
    """Every action, those to be done first."""

    COMMANDS_OF = "actions"
    FILTERED = "action"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("actions")
    HEADING = "Actions"

    def __init__(self) -> None:
        """Start with what is still to be done."""
        super().__init__()
        self.finished = False

    def page_of(self, reader: Reader) -> Page:
        """Return the actions that are to be shown."""
        return acting.page(reader, finished=self.finished)

    def action_finished(self) -> None:
        """Show finished ones too, or hide them."""
        self.finished = not self.finished
        self.reload()
        self.query_one(KeyBar).refresh()

    def action_board(self) -> None:
        """Show them as cards, by how far they are."""
        row = self.table.row
        self.allied.push_screen(places.board(row.key if row else None, self.line.value))
