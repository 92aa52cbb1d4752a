"""The rows of a list: which are seen, in what order, and which are marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ...store.schema.text import fold
from ..page import Page, Row

if TYPE_CHECKING:
    from ...store.exchange.filtering import Test


class Wanted(NamedTuple):
    """What a line asks of rows, beyond words as they were typed."""

    needles: Sequence[str] | None = None
    """What each row must hold, every one of the words where that isn't said."""
    tests: Sequence[Test] = ()
    """What each row's document must pass."""
    places: Mapping[str, int] | None = None
    """Where each document stands in the order that is asked for, by key; those not in it come last."""
    limit: int | None = None


class Rows:
    """Holds all rows and those seen, narrowed by words and tests and sorted; knows nothing of terminals."""

    def __init__(self) -> None:
        """Start with none."""
        self.seen: Sequence[Row] = ()
        self.words = ""
        """What the rows are narrowed by, as it was typed."""
        self.marked: dict[str, Row] = {}
        """The rows that were picked out, by id, in the order in which they were."""
        self.sorted_by: str | None = None
        self.turned = False
        self._all: Sequence[Row] = ()
        self._needles: Sequence[str] = ()
        self._wanted = Wanted()
        self._order: Callable[[Row], Any] | None = None
        self._page: Page | None = None
        self._hay: list[str] | None = None
        self._headed = False

    @property
    def total(self) -> int:
        """How many rows there are, seen or not."""
        return sum(1 for row in self._all if not row.heading) if self._headed else len(self._all)

    @property
    def shown(self) -> int:
        """How many rows are seen."""
        return sum(1 for row in self.seen if not row.heading) if self._headed else len(self.seen)

    @property
    def page(self) -> Page | None:
        """The page the rows are of."""
        return self._page

    @property
    def gathered(self) -> bool:
        """Whether the words of all rows are there to be looked through."""
        return self._hay is not None or self._page is None

    def fill(self, page: Page, hay: list[str] | None = None) -> None:
        """Take other rows, narrowed and sorted as these were; *hay* is what `gather` returns for them."""
        self._page, self._hay, self._all = page, hay, page.rows
        self._headed = any(row.heading for row in page.rows)
        if self.marked:
            here = {row.id: row for row in page.rows if row.id in self.marked}
            self.marked = {one: here[one] for one in self.marked if one in here}
        if self.sorted_by is not None:
            self._order = next((c.order for c in page.columns if c.id == self.sorted_by), None)
        self._see()

    def take(self, page: Page, hay: list[str]) -> None:
        """Take what was gathered for a page, if that is still the one shown."""
        if page is self._page:
            self._hay = hay

    def narrow(self, words: str, wanted: Wanted = Wanted()) -> None:  # noqa: B008
        """See only rows that hold every one of the words, or are as is wanted."""
        self.words, self._wanted = words.strip(), wanted
        self._needles = [n.lower() for n in (words.split() if wanted.needles is None else wanted.needles)]
        self._see()

    def sort(self, column: str | None, order: Callable[[Row], Any] | None, turned: bool) -> None:
        """See the rows by a column, or as they came."""
        self.sorted_by, self._order, self.turned = column, order, turned
        self._see()

    def place_of(self, row_id: str) -> int | None:
        """Return where a row is seen."""
        return next((n for n, row in enumerate(self.seen) if row.id == row_id), None)

    def nearest(self, before: Sequence[Row], at: int) -> int:
        """Return where to go on once a row that was seen at a place *before* is gone.

        That is at the next line that was under the same heading, else at the last one before it; where its heading
        is gone too, at the same place.
        """
        if not self._headed:
            return at
        here = {one.id: n for n, one in enumerate(self.seen) if not one.heading}
        for lines in (before[at + 1 :], before[at - 1 :: -1] if at else ()):
            for one in lines:
                if one.heading:
                    break
                if one.id in here:
                    return here[one.id]
        return at

    # Marks

    def mark(self, row: Row) -> None:
        """Mark a row, or take its mark away."""
        if self.marked.pop(row.id, None) is None:
            self.marked[row.id] = row

    def mark_seen(self) -> None:
        """Mark every row seen; where all of them are marked, none."""
        seen = {row.id: row for row in self.seen if not row.heading}
        self.marked = {} if seen.keys() <= self.marked.keys() else {**self.marked, **seen}

    def _see(self) -> None:
        seen = self._all
        if self._needles or self._wanted.tests:
            # A heading stays while it heads something.
            at = [n for n, row in enumerate(seen) if row.heading] if self._headed else []
            found = self._found()
            seen = [seen[n] for n in (sorted([*at, *found]) if at else found)]
            if at:
                seen = [r for n, r in enumerate(seen) if not (r.heading and _bare(seen, n))]
        places, limit = self._wanted.places, self._wanted.limit
        if places is not None and self._order is None:
            last = len(places)
            seen = sorted((r for r in seen if not r.heading), key=lambda row: places.get(row.key, last))
        if self._order is not None:
            seen = sorted((r for r in seen if not r.heading), key=self._order, reverse=self.turned)
        elif self.turned:
            seen = seen[::-1]
        self.seen = seen if limit is None else _first(seen, limit)

    def _found(self) -> Sequence[int]:
        """Return the places of the rows wanted: one scan a word over strings made once, then test by test."""
        rows = self._all
        found: Sequence[int] = range(len(rows))
        if self._needles:
            if self._hay is None:
                self._hay = gather(self._page) if self._page is not None else []
            hay = self._hay
            for needle in self._needles:
                found = [n for n in found if needle in hay[n]]
        for test in self._wanted.tests:
            found = [n for n in found if not rows[n].heading and test(dict(rows[n].doc))]
        return found


def gather(page: Page) -> list[str]:
    """Return what words are looked for in, by row; it takes its time, and may be done in a thread."""
    return ["" if row.heading else _plain(page.haystack(row)) for row in page.rows]


def _plain(text: str) -> str:
    """Return a text with what it is without accents, so that one may leave them out."""
    return text if text.isascii() else f"{text}\n{fold(text)}"


def _first(rows: Sequence[Row], limit: int) -> Sequence[Row]:
    """Return so many rows from the start, with the headings over them."""
    seen: list[Row] = []
    for row in rows:
        if not row.heading:
            limit -= 1
        if limit < 0:
            break
        seen.append(row)
    while seen and seen[-1].heading:
        seen.pop()
    return seen


def _bare(rows: Sequence[Row], at: int) -> bool:
    """Return whether a heading has nothing under it."""
    return at + 1 == len(rows) or bool(rows[at + 1].heading)
