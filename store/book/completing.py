"""What a name that is still being typed can become: handles, and starts of ids."""

from __future__ import annotations

from collections.abc import Sequence

from ..schema.text import fold
from .book import Book
from .documents import Doc
from .finding import title
from .names import NAMED

# From so many on, loading a table costs less than looking each up.
_MANY = 100
_SHORTEST = 4
ID_SHOWN = 8
_OVER = ("done", "dropped", "adopted", "rejected", "withdrawn", "superseded")

Named = tuple[str, str]
"""What can be typed, and what it is."""


def completions(book: Book, kinds: Sequence[str], start: str) -> list[Named]:
    """Return the handles that begin so, else the starts of ids, of documents of some kinds, sorted.

    What is over is offered once as much of its id is typed as is ever shown.
    """
    found: list[Named] = []
    for kind in kinds:
        found += (
            _handles(book, kind, start) if kind in NAMED and kind != "contact" else _ids(book, kind, start)
        )
    return sorted(found)


def _handles(book: Book, kind: str, start: str) -> list[Named]:
    keys = [key for _, of, key in book.noted(fold(start)) if of == kind]
    docs = book.table(kind) if len(keys) > _MANY else {key: book.doc(kind, key) for key in keys}
    found: dict[str, str] = {}
    for key in keys:
        doc = docs.get(key) or {}
        handle = doc.get("handle")
        if isinstance(handle, str) and handle.startswith(start):
            found[handle] = title(kind, doc)
    return list(found.items())


def _ids(book: Book, kind: str, start: str) -> list[Named]:
    if start and not set(start) <= set("0123456789abcdef"):
        return []
    keys = book.keys_starting(kind, start)
    docs = book.table(kind) if len(keys) > _MANY else {key: book.doc(kind, key) for key in keys}
    found: list[Named] = []
    for key in keys:
        doc: Doc = docs.get(key) or {}
        if doc.get("status") not in _OVER or len(start) >= _SHORTEST:
            found.append((key[: max(ID_SHOWN, len(start))], title(kind, doc)))
    return found
