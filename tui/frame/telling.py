"""The part of the app that tells people what came of things; to an audience it names nothing."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from textual import on

from .. import safe_text
from ..messages import Refused, Written
from ..settings.preferences import Preferences
from .preferring import Preferring

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel


class Telling(Preferring):
    """An app whose toasts are safe to be seen by whoever sees the screen."""

    def __init__(self, start: Path | None, preferred: Preferences) -> None:
        """Start with nothing told."""
        super().__init__(start, preferred)
        self._until: dict[tuple[str, str], float] = {}
        """Until when each toast that is shown stays."""

    def clear_notifications(self) -> None:
        """Take all toasts away."""
        self._until.clear()
        super().clear_notifications()

    @on(Written)
    def _tell_written(self, message: Written) -> None:
        if message.words:  # what the screen itself shows needs no telling
            self.notify(message.words if self.desk.audience is None else message.plain)

    _unread = ""
    """Why the ledger could not be read, as it was told last."""

    @on(Refused)
    def _tell_refused(self, message: Refused) -> None:
        if message.missing and not message.wrote:
            self.look()  # all that is read is refused so: the banner says it once
            return
        if message.unread and not message.wrote:  # it is tried again and again, and told once
            before, self._unread = self._unread, message.words
            if message.words == before:
                return
        # What a banner says need not be said again by everything that can't be read meanwhile.
        if message.wrote or self.trouble is None or self.trouble.words != message.words:
            told = message if self.desk.audience is None else message.unnamed()
            hint = f"\nhint: {told.hint}" if told.hint else ""
            self.notify(told.words + hint, severity="error", timeout=8)

    def notify(
        self, message: str, *, title: str = "", severity: SeverityLevel = "information",
        timeout: float | None = None, markup: bool = False,
    ) -> None:  # fmt: skip
        """Show a toast, the same one never twice at a time; nothing in it is ever markup."""
        del markup
        shown, head = safe_text.block(message), safe_text.one_line(title)
        now = monotonic()
        if self._until.get((head, shown), 0) > now:
            return  # it stands there already: a key pressed again adds nothing
        self._until = {one: until for one, until in self._until.items() if until > now}
        self._until[head, shown] = now + (self.NOTIFICATION_TIMEOUT if timeout is None else timeout)
        super().notify(shown, title=head, severity=severity, timeout=timeout, markup=False)
