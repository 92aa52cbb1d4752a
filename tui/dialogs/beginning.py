"""The form by which one comes to a ledger: it shows how far it is, and stays filled where it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import on
from textual.widgets import Button

from .. import safe_text
from ..desk.own import own
from ..messages import Checked, LedgerMissing, LedgerOpened, Refused, SharingTold, Written
from .form import Form
from .offers import Begun, Offer
from .plans import Plan

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.sync.stopping import Stop

_ROOM: Final = 46


class Beginning(Form):
    """Asks what an offer asks; there is no ledger yet to write in or to check against."""

    def __init__(self, offer: Offer, here: Path) -> None:
        """Take what to ask, and the folder that others are named from."""
        super().__init__(Plan(offer.title, "coalition", offer.asks, _nothing, checked=False))
        self._offer, self._here = offer, here
        self._begun: Begun | None = None
        self._under_way: Stop | None = None

    def prepare(self) -> None:
        """Say on the button what comes next."""
        self.query_one("#save", Button).label = safe_text.line(f"{self._offer.verb} (⏎ or ^s)")

    def check(self) -> None:
        """Say where it would lie."""
        self.post_message(Checked({"folder": _short(self._folder(self._texts()))}, {}))

    def send(self, texts: Mapping[str, str]) -> None:
        """Begin in a thread; `LedgerOpened` or `Refused` comes of it."""
        from ...store.sync.stopping import Stop

        app, folder, self._under_way = own(self), self._folder(texts), Stop()
        stop = self._under_way

        def begin() -> Path:
            with app.stoppable(stop):
                self._begun = self._offer.begin(texts, folder, self._tell)
            return self._begun.root

        app.open_ledger(begin, self)

    def ending(self) -> bool:
        """End what is under way; return whether anything was, which comes before leaving."""
        if self._under_way is None:
            return False
        self._under_way.now()
        self.say("Stopping…", "$text-warning")
        return True

    def _folder(self, texts: Mapping[str, str]) -> Path:
        return (self._here / Path(self._offer.folder(texts)).expanduser()).absolute()

    def _tell(self, words: str) -> None:
        """Say from the thread how far it is."""
        self.post_message(SharingTold(words))

    @on(SharingTold)
    def _show_stage(self, message: SharingTold) -> None:
        message.stop()
        if self._under_way is not None:
            self.say(f"{message.words}… esc stops it", "$foreground-muted")

    @on(Refused)
    def _not_begun(self, message: Refused) -> None:
        message.stop()  # it is said here, in place
        self._under_way = None

    @on(LedgerMissing)
    def _not_there(self, message: LedgerMissing) -> None:
        message.stop()
        self.post_message(
            Refused("There is no ledger there after all.", "Look at the folder, then try again.")
        )

    @on(LedgerOpened)
    def _opened(self) -> None:
        """Go: the app, which hears of it next, shows the ledger."""
        if (begun := self._begun) is not None:
            own(self).notify(begun.words)
            if begun.trouble:
                own(self).notify(begun.trouble, severity="warning", timeout=8)
        self.dismiss()


def _short(folder: Path) -> str:
    """Return a folder as it fits beside its label: its end is what tells it apart."""
    text, home = str(folder), str(Path.home())
    text = text.replace(home, "~", 1) if text.startswith(f"{home}/") else text
    return text if len(text) <= _ROOM else f"…{text[1 - _ROOM :]}"


def _nothing(ledger: Ledger, texts: Mapping[str, str]) -> Written:
    """Write nothing: there is no ledger that a form could be written in."""
    del ledger, texts
    return Written("")
