"""Every key, to choose others: what is chosen holds at once, and is kept."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from .. import registry, safe_text
from ..declared.command import Command
from ..desk.own import own
from ..messages import Refused, Written
from ..widgets.options import Turning

_HOW = "⏎ chooses another key, ⌫ goes back to the one it had, esc closes."


class Keys(ModalScreen[None]):
    """A list of commands with their keys; the next key pressed is the new one of the one chosen."""

    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("keys")
    AUTO_FOCUS = "OptionList"

    def __init__(self) -> None:
        """Wait for no key yet."""
        super().__init__()
        self._waits: Command | None = None
        self._all = [c for c in registry.COMMANDS if c.key and c.id not in registry.FIXED]

    def compose(self) -> ComposeResult:
        """Lay the list out."""
        with Turning(classes="dialog"):
            yield Static(safe_text.line("Keys"), classes="form--title")
            yield OptionList(
                *(Option(self._line(c), c.id) for c in self._all), id="keys", markup=False, compact=True
            )
            yield Static(safe_text.line(_HOW), id="keys-say")

    def _line(self, command: Command) -> Content:
        mine = own(self).keymap_now if self.is_attached else {}
        shown = " ".join(registry.keys(command, mine))
        where = ", ".join("everywhere" if place == "app" else place for place in command.where)
        changed = command.id in mine
        return safe_text.line(
            (safe_text.fit(f"{'•' if changed else ' '} {shown}", 14), "bold $accent"),
            safe_text.fit(command.name, 22),
            (where, "$foreground-muted"),
        )

    def on_mount(self) -> None:
        """Show the keys as they are now."""
        self._refill()

    def _refill(self) -> None:
        options = self.query_one(OptionList)
        for command in self._all:
            options.replace_option_prompt(command.id, self._line(command))

    # Choosing

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._waits = registry.command(event.option_id or "")
        self.set_focus(None)
        self._say(f"Press the new key for {self._waits.name}; esc leaves it.", "$text-accent")

    async def take(self, event: events.Key) -> bool:
        """Take a key for the one that waits; return whether one waited."""
        command, self._waits = self._waits, None
        if command is None:
            return False
        self.query_one(OptionList).focus()
        if event.key == "escape":
            self._say(_HOW, "$foreground-muted")
        elif (why := registry.refusal(command, event.key, own(self).keymap_now)) is not None:
            self._say(why, "$text-warning")
        else:
            self._keep(command, event.key)
        return True

    def action_reset(self) -> None:
        """Give the command under the cursor its own key again."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            command = self._all[options.highlighted]
            held = [registry.holder(command, key, own(self).keymap_now) for key in command.key.split(",")]
            if taken := next((other for other in held if other), None):
                self._say(f"{taken.name} has that key now; change that first.", "$text-warning")
            else:
                self._keep(command, None)

    def _keep(self, command: Command, key: str | None) -> None:
        keys = {name: bound for name, bound in own(self).preferred.keys.items() if name != command.id}
        own(self).keep({"keys": {**keys, command.id: key} if key else keys}, self)

    @on(Written)
    def _written(self) -> None:
        self._refill()
        self._say(_HOW, "$foreground-muted")

    @on(Refused)
    def _refused(self, message: Refused) -> None:
        message.stop()
        self._say(f"✗ {message.words}\n  hint: {message.hint or ''}", "$text-error")

    def _say(self, text: str, tone: str) -> None:
        self.query_one("#keys-say", Static).update(safe_text.content((text, tone)))
