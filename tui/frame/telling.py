"""The part of the app that tells people what came of things; to an audience it names nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from .. import safe_text
from ..messages import Refused, Written
from .preferring import Preferring

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel


class Telling(Preferring):
    """An app whose toasts are safe to be seen by whoever sees the screen."""

    @on(Written)
    def _tell_written(self, message: Written) -> None:
        if message.words:  # what the screen itself shows needs no telling
            self.notify(message.words if self.desk.audience is None else message.plain)

    @on(Refused)
    def _tell_refused(self, message: Refused) -> None:
        if message.missing and not message.wrote:
            self.look()  # all that is read is refused so: the banner says it once
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
        """Show a toast; nothing in it is ever markup."""
        del markup
        shown, head = safe_text.block(message), safe_text.one_line(title)
        super().notify(shown, title=head, severity=severity, timeout=timeout, markup=False)
