"""TinyDB over the book: its tables and queries, on documents that the journal adds up to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from ..schema import NAMES
from .book import Book
from .documents import Doc


class _Tables(Mapping[str, Mapping[str, Doc]]):
    """All tables by name, each loaded when it is asked for."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def __getitem__(self, name: str) -> Mapping[str, Doc]:
        if name not in NAMES:
            raise KeyError(name)
        return self._book.table(name)

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def __len__(self) -> int:
        return len(NAMES)


class BookStorage(Storage):
    """A TinyDB storage that reads the book; what is written goes through the ledger instead."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def read(self) -> Any:
        """Return the tables, none of them loaded yet."""
        return _Tables(self._book)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Refuse: the book is derived from the journal."""
        raise TypeError("the book is derived from the journal: write through Ledger.write")


class KeyedTable(Table):
    """A table whose documents go by the ledger's keys."""

    document_id_class = str  # pyright: ignore[reportAssignmentType]


class BookDB(TinyDB):
    """A TinyDB over the book."""

    table_class = KeyedTable

    def kind(self, name: str) -> Table:
        """Return the table of one kind; it caches no query, since the book changes without its knowing."""
        return self.table(name, cache_size=0)  # pyright: ignore[reportUnknownMemberType]


def database(book: Book) -> BookDB:
    """Return the book as a TinyDB."""
    return BookDB(book, storage=BookStorage)
