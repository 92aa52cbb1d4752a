"""Screens that show beside their list or board, where there is room, the thing that the cursor rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.timer import Timer

from .. import places
from ..desk.threads import read
from ..messages import DetailRead, OpenThing
from ..page import Row
from ..widgets.detail_pane import DetailPane
from .narrowing import Narrowing

if TYPE_CHECKING:
    from ...store.views.reader import Reader


class Beside(Narrowing):
    """A screen with a detail pane, or with a screen for the thing where there is no room for one."""

    _soon: Timer | None = None

    @property
    def pane(self) -> DetailPane:
        """The pane."""
        return self.query_one(DetailPane)

    @property
    def pointed(self) -> Row | None:
        """The row or card under the cursor."""
        raise NotImplementedError

    def show_soon(self) -> None:
        """Read the thing under the cursor once that rests: a key held down passes many."""
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(0.05, self._read_detail)

    def _read_detail(self) -> None:
        if self.pane.display and self.has_class("-wide"):
            self.fill_pane()

    def fill_pane(self) -> None:
        """Read what the cursor is on, to be shown in the pane."""
        row = self.pointed
        if row is None or not row.kind:
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

    def action_open(self) -> None:
        """Go into the pane, or to a screen of the thing's own where there is no pane."""
        row = self.pointed
        if row is None:
            return
        if self.has_class("-wide") and row.kind not in places.OWN:
            self.set_focus(self.pane)  # at once: the next key is for it
        else:
            self.post_message(OpenThing(row.kind, str(row.doc.get("id", row.key))))
