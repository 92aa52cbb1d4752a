"""One thing on a screen of its own, where there is no room for a pane beside the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from .. import registry, words
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
        yield TopBar(self.COMMANDS_OF)
        yield DetailPane(id="detail")
        yield KeyBar(self.COMMANDS_OF)

    def again(self) -> Callable[[], ThingScreen]:
        """Return what makes this screen anew."""
        return partial(type(self), self.kind, self.key)

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

    def on_key(self, event: events.Key) -> None:
        """Say of a key that does something with other things why it does nothing with this one."""
        other = registry.others(self.COMMANDS_OF, event.key, self.allied.keymap_now)
        if other is not None and self.is_active:
            kinds = [words.noun(one) for one in registry.KINDS if one in other.where]
            said = f"This is {words.noun(self.kind)}; that is done with {' or '.join(kinds)}."
            self.notify(said, title=other.name, severity="warning")

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()


class MemberScreen(ThingScreen):
    """A member, with what can be done with one."""

    COMMANDS_OF = "member"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("member")


class InitiativeScreen(ThingScreen):
    """An initiative, with what can be done with one."""

    COMMANDS_OF = "initiative"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("initiative")


class ActionScreen(ThingScreen):
    """An action, with what can be done with one."""

    COMMANDS_OF = "action"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("action")


class ContactScreen(ThingScreen):
    """A person, with what can be done with one."""

    COMMANDS_OF = "contact"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("contact")


class GroupScreen(ThingScreen):
    """A group, with what can be done with one."""

    COMMANDS_OF = "group"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("group")


class OptinScreen(ThingScreen):
    """A member's answer, with what can be done with one."""

    COMMANDS_OF = "optin"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("optin")


_OF: Final[Mapping[str, type[ThingScreen]]] = {
    screen.COMMANDS_OF: screen
    for screen in (MemberScreen, InitiativeScreen, ActionScreen, ContactScreen, GroupScreen, OptinScreen)
}


def of(kind: str, key: str) -> ThingScreen:
    """Return the screen of a thing: its kind's own, with the keys for it, where there is one."""
    return _OF.get(kind, ThingScreen)(kind, key)
