"""What every screen over a ledger shares: it reads in a thread, and keeps what it shows true."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.screen import Screen

from ..desk.desk import Desk
from ..desk.own import own
from ..messages import Refused
from ..reasons import Situation
from ..reasons.taking import Taken
from ..widgets.banner import Banner

if TYPE_CHECKING:
    from ..app import Allied
    from ..desk.trouble import Trouble

_WIDE: Final = 110
"""Cells from which on there is room beside a list."""


class Live(Screen[None]):
    """A screen that reads again whenever the ledger is no longer what it read."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012
    COMMANDS_OF: ClassVar[str] = ""
    """The name by which the registry knows this screen."""

    generation = -1
    taken = Taken()
    """What the command that is being done acts on, as `action_attempt` found it."""

    def __init__(self) -> None:
        """Wear the colours that the app wears."""
        super().__init__()
        # Taken to be in older colours, a new screen would have Textual read every style sheet anew.
        self._css_update_count = self.allied._css_update_count  # pyright: ignore[reportPrivateUsage]
        # As wide as it will be: told only once it is laid out, all its styles would be worked out once more.
        self.add_class("-wide" if self.allied.size.width >= _WIDE else "-narrow", update=False)

    @property
    def allied(self) -> Allied:
        """The app, by its own type."""
        return own(self)

    @property
    def desk(self) -> Desk:
        """Where the ledger lies."""
        return self.allied.desk

    def situation(self) -> Situation:
        """Return what is in view, on which it depends what is possible."""
        return Situation(open=self.desk.opened)

    def again(self) -> Callable[[], Screen[None]] | None:
        """Return what makes this screen anew, `None` for one that is gone to and not opened on something."""
        return None

    def reload(self) -> None:
        """Read again what is shown."""
        raise NotImplementedError

    def changed(self) -> None:
        """Read again if anything came since."""
        known = self.generation == self.desk.generation
        if self.is_mounted and self.desk.opened and self.allied.laid_out and not known:
            self.generation = self.desk.generation
            self.reload()

    @on(Refused)
    def _not_read(self, message: Refused) -> None:
        """Read again at the next look that finds the ledger, where it could not be read."""
        if message.unread and not message.wrote:
            self.generation = -1
            self.allied.unread = True

    def sharing_changed(self) -> None:
        """Show how far a sync is, or what went wrong; for screens that do."""

    def on_screen_resume(self) -> None:
        """Catch up with what came while another screen was in view."""
        self.changed()
        self.bear(self.allied.trouble)

    def bear(self, trouble: Trouble | None) -> None:
        """Show what is wrong with the ledger, or that nothing is any more."""
        banners = self.query(Banner)
        if trouble is None:
            banners.remove()
        elif banners:
            banners.first().say(trouble)
        elif bars := self.query("TopBar"):
            self.mount(Banner(trouble), after=bars.first())
