"""The half of the app that holds the ledger: every read and write of it happens in a thread."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import on
from textual.message import Message
from textual.message_pump import MessagePump

from ...store.errors import AlliedError, GivenUp, NotALedger
from ...store.schema.keys import COALITION
from ..desk import trouble
from ..desk.desk import Desk, read_for
from ..desk.threads import refusal
from ..desk.trouble import Trouble
from ..layouts.live import Live
from ..messages import (
    LedgerChanged,
    LedgerMissing,
    LedgerOpened,
    LedgerTouched,
    Troubled,
    WriteEnded,
    Written,
)
from .pacing import Pacing

if TYPE_CHECKING:
    from ...store.journal.place import Place
    from ...store.ledger import Ledger

_BARS: Final = "bars"
"""The view under which it is remembered what the bars of every screen showed last."""


class Keeping(Pacing):
    """An app with a ledger on its desk; what comes of any work on it arrives as a message."""

    def __init__(self, start: Path | None) -> None:
        """Take the folder to look for a ledger in."""
        super().__init__()
        self.desk = Desk(start)
        with suppress(AlliedError, OSError):  # said once there is a screen to say it on
            self.desk.open()  # reads next to nothing, and the first screen then is the right one
        coalition, note = self.desk.glimpse(_remembered) or ("", "")
        self._bars: tuple[str | None, str, str] = (None, coalition, note)
        self.trouble: Trouble | None = None
        """What is wrong with the ledger until it is mended."""
        self.place: Place | None = None
        """Where the ledger lies, once it is open."""
        self.unread = False
        """Whether a screen could not read the ledger, and is to try again once a look finds it."""
        self._looking = False
        self._once_more = False

    def open_ledger(
        self, make: Callable[[], Path | None] | None = None, asker: MessagePump | None = None
    ) -> None:
        """Open the ledger in a thread, one that *make* has made first if it is given; tell the asker first."""
        self._start(lambda: self._opened(make), group="open", asker=asker)

    def _opened(self, make: Callable[[], Path | None] | None) -> Message | None:
        try:
            if make is not None or not self.desk.opened:
                self.desk.open(make() if make else None)
            with self.desk.lend() as ledger:
                self.place = ledger.place
                self._know(ledger)
                self._found(None)
        except NotALedger:
            return LedgerMissing()
        except (AlliedError, OSError) as error:
            if make is not None:
                raise
            self._found(trouble.of(error))
            return None
        return LedgerOpened()

    def write(self, work: Callable[[Ledger], Written], asker: MessagePump | None = None) -> None:
        """Write in a thread; what came of it is told to the asker first, then here."""
        pace = self.begin_write()

        def written() -> Message:
            with pace.holds(), self.desk.lend() as ledger:
                try:
                    pace.at(0, 0)  # it may have been stopped while another was written
                    answer = work(ledger)
                except AlliedError as error:
                    self._found(trouble.refused(error) or self.trouble)
                    raise
                self.desk.take_in(ledger)
                self._know(ledger)
                return answer

        def ended(error: Exception | None) -> None:
            self.post_message(WriteEnded(pace, well=error is None or isinstance(error, GivenUp)))

        self._start(written, group="write", asker=asker, ended=ended)

    def look(self) -> None:
        """Look in a thread whether anything came; where a look is under way, once more after it.

        A ledger that could not be opened is tried again.
        """
        if not self.desk.opened and self.trouble is not None:
            self.open_ledger()
        self._once_more = self._looking
        if self.desk.opened and not self._looking:
            self._looking = True
            self._start(self._looked, group="look")

    def _looked(self) -> Message | None:
        try:
            came = self.desk.look()
            with self.desk.lend() as ledger:
                self._found(self._standing(ledger))
                if came:
                    self._know(ledger)
            again, self.unread = self.unread, False
            return LedgerChanged() if came or again else None
        except (AlliedError, OSError) as error:
            self._found(trouble.of(error))
            return None
        finally:
            self._looking = False
            if self._once_more:
                self.post_message(LedgerTouched())

    def _standing(self, ledger: Ledger) -> Trouble | None:
        """Return what is wrong by now; what kept one from writing is tried again."""
        if self.trouble is not None and self.trouble.writing:
            error = ledger.refusal()
            if error is not None and (refused := trouble.refused(error)):
                return refused
        return trouble.standing(ledger)

    def _found(self, found: Trouble | None) -> None:
        """Tell from a thread what is wrong, where that is another thing than before."""
        if found != self.trouble:
            self.trouble = found
            self.post_message(Troubled(found))

    @on(Troubled)
    def _show_trouble(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Live):
                screen.bear(self.trouble)
        if self.trouble is None:
            self.desk.generation += 1  # every screen reads again what could not be read meanwhile
            self.post_message(LedgerChanged())

    @property
    def coalition(self) -> str:
        """Whose ledger this is, as every top bar shows it."""
        return self._bars[1] if self._bars[0] == self.desk.audience else ""

    @property
    def note(self) -> str:
        """What every key bar says of this clone."""
        return self._bars[2] if self._bars[0] == self.desk.audience else ""

    def _know(self, ledger: Ledger) -> None:
        """Note what every screen's bars show, for the audience that it was read for and no other."""
        audience = self.desk.audience
        reader, meeting = read_for(ledger, audience), ledger.meeting()
        waiting, me = len({entry.step[0] for entry in reader.unshared()}), reader.me()
        runs = "▤ meeting · " if meeting and reader.get("meeting", meeting) else ""
        note = runs + (f"@{reader.label('contact', me)} · " if me else "") + f"{waiting} not shared yet"
        coalition = reader.get("coalition", COALITION) or {}
        self._bars = (audience, str(coalition.get("name") or ""), note)
        if audience is None and ledger.recall(_BARS) != [*self._bars[1:]]:
            ledger.remember(_BARS, [*self._bars[1:]])

    def _start(
        self,
        work: Callable[[], Message | None],
        group: str,
        asker: MessagePump | None = None,
        ended: Callable[[Exception | None], object] = lambda _: None,
    ) -> None:
        """Run *work* in a thread; what it returns, or what went wrong, comes as a message, and after it *ended*."""

        def run() -> None:
            fault: Exception | None = None
            try:
                answer = work()
            except (AlliedError, OSError) as error:
                fault, answer = error, refusal(error)
                answer.wrote = group == "write"
            if answer is not None:
                (asker if asker is not None and asker.is_attached else self).post_message(answer)
            ended(fault)

        self.run_worker(run, group=group, thread=True, exit_on_error=True)


def _remembered(ledger: Ledger) -> tuple[str, str] | None:
    """Return whose ledger it is, and what the key bar says of this clone, as they were shown last."""
    match ledger.recall(_BARS):
        case [str() as coalition, str() as note]:
            return coalition, note
        case _:
            return None
