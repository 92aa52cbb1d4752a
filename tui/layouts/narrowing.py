"""Screens whose list is narrowed by a line: words, and the filters that the commands take."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from textual import on
from textual.widgets import Input

from ...store.errors import AlliedError
from ..desk.threads import borrow, read
from ..doing.things import Doing
from ..messages import Gathered, LineRead
from ..widgets.filter_line import FilterLine
from ..widgets.rows import Rows, Wanted, gather

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...store.ledger import Ledger
    from ...store.views.reader import Reader

_FEW: Final = 2000  # rows whose words are gathered between two keys without anybody seeing it


class Narrowed(Protocol):
    """A widget that shows rows."""

    rows: Rows

    def narrow(self, words: str, wanted: Wanted = ...) -> None:
        """Show only some of them."""
        ...


class Narrowing(Doing):
    """A screen with a filter: words are looked for at once, what names a field once a thread has read it."""

    FILTERED: ClassVar[str] = ""
    """The kind whose fields can be asked for; none: words only."""

    FILTER: ClassVar[str] = ""
    """What can be typed, where that isn't words and the fields of a kind."""

    fault = ""
    """Why what is typed can't be looked for."""
    _sorted = False
    """Whether what is typed says an order."""

    @property
    def narrowed(self) -> Narrowed:
        """What shows the rows."""
        raise NotImplementedError

    def shown_narrowed(self) -> None:
        """Show how many are left, or the fault."""

    @property
    def line(self) -> FilterLine:
        """Where one types."""
        return self.query_one(FilterLine)

    def action_filter(self) -> None:
        """Start or go on narrowing the list."""
        self.line.open()
        self._gather()

    def unfilter(self) -> bool:
        """Close the line and show all; return whether it was open."""
        if not self.line.display:
            return False
        self.line.close()
        self._apply("")
        return True

    @on(Input.Changed, "#filter")
    def _typed(self, event: Input.Changed) -> None:
        line = event.value
        if self.FILTERED and (":" in line or "=" in line or '"' in line):
            borrow(self, "filter", partial(_read, kind=self.FILTERED, line=line, seen_as=self.desk.reader))
            return
        line = self.words_of(line)
        if self.narrowed.rows.gathered or not line.strip() or self.narrowed.rows.total <= _FEW:
            self._apply(line)
        else:
            self._gather()  # what was typed is looked for once the words are there

    def words_of(self, text: str) -> str:
        """Return the words of a line that rows are narrowed by; some lists read by the rest of it."""
        return text

    @on(LineRead)
    def _line_read(self, message: LineRead) -> None:
        if message.line != self.line.value:
            return
        if message.filter is None:  # all is shown: an empty list would say that nothing is so
            self._apply("", fault=message.fault)
        else:
            asked = message.filter
            self._apply(message.line, Wanted(asked.words, asked.tests, message.places, asked.limit))

    def _apply(self, line: str, wanted: Wanted = Wanted(), fault: str = "") -> None:  # noqa: B008
        self.fault, self._sorted = fault, wanted.places is not None
        self.narrowed.narrow(line, wanted)
        self.shown_narrowed()

    def sort_again(self) -> None:
        """Read the line again where it says an order: what was read anew may stand elsewhere in it."""
        if self._sorted:
            self._typed(Input.Changed(self.line, self.line.value))

    def _gather(self) -> None:
        """Gather the words of many rows in a thread, so that the keys typed meanwhile are drawn."""
        rows = self.narrowed.rows
        page = rows.page
        if page is not None and not rows.gathered and rows.total > _FEW:
            read(self, "gather", lambda _: Gathered(page, gather(page)))

    @on(Gathered)
    def _gathered(self, message: Gathered) -> None:
        self.narrowed.rows.take(message.page, message.hay)
        if self.line.display and self.line.value.strip():
            self._typed(Input.Changed(self.line, self.line.value))

    @on(Input.Submitted, "#filter")
    def _submitted(self, event: Input.Submitted) -> None:
        if not event.value.strip():
            event.input.display = False
        self.leave_filter()

    def leave_filter(self) -> None:
        """Go back into the list; what was typed stands."""


def _read(ledger: Ledger, *, kind: str, line: str, seen_as: Callable[[Ledger], Reader]) -> LineRead:
    """Return what a line asks for, or why it can't be read; names are only those the audience may see."""
    from ...store.exchange.filtering import read as read_line
    from ...store.exchange.finding import finding
    from ...store.exchange.sorting import in_order
    from ...store.verbs.fields import LedgerContext

    reader = seen_as(ledger)
    try:
        asked = read_line(kind, line, LedgerContext(ledger, finding(ledger, reader)))
    except AlliedError as error:
        return LineRead(line, None, f"{error.message} {error.hint or ''}".rstrip())
    if not asked.sort:
        return LineRead(line, asked)
    ordered = in_order(reader, kind, list(reader.table(kind).values()), asked.sort)
    return LineRead(line, asked, places={str(doc["id"]): place for place, doc in enumerate(ordered)})
