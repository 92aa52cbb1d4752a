"""The book as a batch would leave it: what was drafted is folded over what is written, in memory alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..journal.entry import Entry
from ..journal.journal import Journal
from .book import Book
from .cache import Cache
from .layer import Json, Torn


class Drafted(Book):
    """A book of its own beside the ledger's, so that a batch given up leaves nothing to be taken back."""

    def __init__(self, journal: Journal, cache: Cache, tell: Callable[[str], None]) -> None:
        """Make the book over a journal whose lock is held; nothing is drafted yet."""
        super().__init__(journal, cache, tell)
        self._drafts: list[Entry] = []

    def refresh(self) -> bool:
        """Take in what is written, once: what is folded after that holds drafts, which no cache may see."""
        return False if self.opened else super().refresh()

    def take(self, entries: Sequence[Entry]) -> None:
        """Fold entries that are not written yet."""
        self._drafts += entries
        self._trusting(lambda: self._fold(list(entries)))

    def _distrust(self, torn: Torn, stamp: Json) -> None:
        super()._distrust(torn, stamp)
        self._fold(self._drafts)
