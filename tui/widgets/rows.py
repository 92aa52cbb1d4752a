"""The rows of a list: which are seen, and in what order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..page import Page, Row


class Rows:
    """Holds all rows and those seen, narrowed by words and sorted; knows nothing of terminals."""

    def __init__(self) -> None:
        """Start with none."""
        self.seen: Sequence[Row] = ()
        self.words = ""
        self.sorted_by: str | None = None
        self.turned = False
        self._all: Sequence[Row] = ()
        self._order: Callable[[Row], Any] | None = None
        self._page: Page | None = None
        self._hay: list[str] | None = None
        self._headed = False

    @property
    def total(self) -> int:
        """How many rows there are, seen or not."""
        return sum(1 for row in self._all if not row.heading)

    @property
    def shown(self) -> int:
        """How many rows are seen."""
        return sum(1 for row in self.seen if not row.heading)

    def fill(self, page: Page) -> None:
        """Take other rows, narrowed and sorted as these were."""
        self._page, self._hay, self._all = page, None, page.rows
        self._headed = any(row.heading for row in page.rows)
        if self.sorted_by is not None:
            self._order = next((c.order for c in page.columns if c.id == self.sorted_by), None)
        self._see()

    def narrow(self, words: str) -> None:
        """See only rows that hold every word."""
        self.words = words.strip()
        self._see()

    def sort(self, column: str | None, order: Callable[[Row], Any] | None, turned: bool) -> None:
        """See the rows by a column, or as they came."""
        self.sorted_by, self._order, self.turned = column, order, turned
        self._see()

    def place_of(self, row_id: str) -> int | None:
        """Return where a row is seen."""
        return next((n for n, row in enumerate(self.seen) if row.id == row_id), None)

    def _see(self) -> None:
        seen = self._all
        if self.words:
            # One scan a word over strings made once; a heading stays while it heads something.
            hay = self._haystack()
            at = [n for n, row in enumerate(seen) if row.heading] if self._headed else []
            found: Sequence[int] = range(len(hay))
            for word in self.words.lower().split():
                found = [n for n in found if word in hay[n]]
            seen = [seen[n] for n in (sorted([*at, *found]) if at else found)]
            if at:
                seen = [r for n, r in enumerate(seen) if not (r.heading and _bare(seen, n))]
        if self._order is not None:
            seen = sorted((r for r in seen if not r.heading), key=self._order, reverse=self.turned)
        elif self.turned:
            seen = seen[::-1]
        self.seen = seen

    def _haystack(self) -> list[str]:
        if self._hay is None:
            page = self._page
            self._hay = ["" if r.heading or page is None else page.haystack(r) for r in self._all]
        return self._hay


def _bare(rows: Sequence[Row], at: int) -> bool:
    """Return whether a heading has nothing under it."""
    return at + 1 == len(rows) or bool(rows[at + 1].heading)
