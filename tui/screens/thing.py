"""One thing on a screen of its own, where there is no room for a pane beside the list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from .. import registry
from ..desk.threads import read
from ..doing.things import Doing
from ..layouts.gone import leave
from ..messages import DetailRead
from ..reading.detail import Detail
from ..reading.detail import read as read_detail
from ..reasons import Situation
from ..widgets.detail_pane import DetailPane
from ..widgets.key_bar import KeyBar
from ..widgets.top_bar import TopBar


class ThingScreen(Doing):
    """Shows any one thing; escape goes back to where one came from."""

    COMMANDS_OF = "thing"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("thing")
    AUTO_FOCUS = "DetailPane"

    def __init__(self, kind: str, key: str) -> None:
        """Name the thing."""
        super().__init__()
        self.kind = kind
        self.key = key
        self.detail: Detail | None = None

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield TopBar("thing")
        yield DetailPane(id="detail")
        yield KeyBar("thing")

    def again(self) -> Callable[[], ThingScreen]:
        """Return what makes this screen anew."""
        return partial(ThingScreen, self.kind, self.key)

    def situation(self) -> Situation:
        """Return the thing."""
        doc = self.detail.doc if self.detail else None
        return Situation(self.desk.opened, self.kind, doc)

    def reload(self) -> None:
        """Read the thing again."""
        read(self, "detail", lambda reader: DetailRead(read_detail(reader, self.kind, self.key)))

    @on(DetailRead)
    def _show(self, message: DetailRead) -> None:
        self.detail = message.detail
        if message.detail is None:
            leave(self)
            return
        self.query_one(DetailPane).show(message.detail)
        self.query_one(KeyBar).situation = self.situation()
        self.query_one(KeyBar).note = self.allied.note
        self.query_one(TopBar).coalition = self.allied.coalition

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()
