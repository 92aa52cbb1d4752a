"""The names of the documents that may be seen: what is looked up in them is found, and hinted at, nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from .names import names

if TYPE_CHECKING:
    from .book import Book
    from .documents import Doc


class Seeing(Protocol):
    """What gives documents as they may be seen, `None` for those that may not."""

    def get(self, kind: str, key: str) -> Doc | None: ...


class Visible:
    """A book to look names up in, of which only what may be seen is there."""

    def __init__(self, book: Book, seeing: Seeing) -> None:
        """Look in *book* for what *seeing* gives."""
        self._book = book
        self._seeing = seeing

    def doc(self, kind: str, key: str) -> Doc | None:
        """Return one document."""
        return self._seeing.get(kind, key)

    def table(self, kind: str) -> Mapping[str, Doc]:
        """Return all documents of a kind by key."""
        seen = ((key, self._seeing.get(kind, key)) for key in self._book.table(kind))
        return {key: doc for key, doc in seen if doc is not None}

    def keys_starting(self, kind: str, start: str) -> list[str]:
        """Return the keys of the documents of a kind whose ids begin so, sorted."""
        return [key for key in self._book.keys_starting(kind, start) if self.doc(kind, key) is not None]

    def named(self, start: str) -> list[tuple[str, str, str]]:
        """Return (folded name, kind, key) of what is called so, by the names that are shown of it."""
        return [
            (name, kind, key)
            for name, kind, key in self._book.named(start)
            if name in {shown for shown, _ in names(kind, self.doc(kind, key) or {})}
        ]
