"""Which document a person means by a handle, a name or the start of an id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from ..errors import Ambiguous, NotFound
from ..schema import NAMES
from ..schema import kind as kind_named
from ..schema.text import clean, fold
from .documents import Doc
from .names import NAMED, names


class Book(Protocol):
    """Where names are looked up: in all documents, or in those that may be seen."""

    def doc(self, kind: str, key: str) -> Doc | None: ...
    def table(self, kind: str) -> Mapping[str, Doc]: ...
    def keys_starting(self, kind: str, start: str) -> list[str]: ...
    def named(self, start: str) -> list[tuple[str, str, str]]: ...


_HEX = frozenset("0123456789abcdef")
_KEY_LENGTH = 32
_SHORTEST = 4
_CANDIDATES = 8
_COMPARED = 2000  # titles, and no more: a person waits for the answer
_TITLED = ("action", "decision", "meeting")
_OVER = ("done", "dropped")
_BY: dict[str, str] = dict.fromkeys(_TITLED, "its title or the start of its id")


def find(book: Book, kinds: Sequence[str], text: str) -> tuple[str, str]:
    """Return kind and key of the one document that *text* names; raises `NotFound` or `Ambiguous`.

    A handle goes before a name, a name before a former one, all of them before the start of an id, and that
    before a title.
    """
    wanted = text.strip()
    handle, tilde, start = wanted.rpartition("~")
    hits = _by_name(book, kinds, handle if tilde else wanted)
    if tilde:
        hits = [(kind, key) for kind, key in hits if key.startswith(start.lower())]
    if not hits and _is_start(wanted):
        hits = [(kind, key) for kind in kinds for key in book.keys_starting(kind, wanted.lower())]
    if not hits:
        hits = _by_title(book, kinds, wanted)
    if not hits:
        raise _not_found(book, kinds, wanted)
    if len(hits) > 1:
        raise _ambiguous(book, wanted, hits)
    return hits[0]


def short(book: Book, key: str) -> str:
    """Return the shortest start of a key, of four characters or more, that no other document shares."""
    for length in range(_SHORTEST, _KEY_LENGTH):
        start = key[:length]
        if sum(len(book.keys_starting(kind, start)) for kind in NAMES) <= 1:
            return start
    return key


def told_apart(book: Book, kind: str, key: str) -> str:
    """Return a document's handle; one that several have gets the start of its id: `greens~3f9`."""
    doc = book.doc(kind, key) or {}
    handle = doc.get("handle")
    if not isinstance(handle, str):
        return short(book, key)
    others = [k for _, named, k in book.named(fold(handle) + "\t") if named == kind and k != key]
    rivals = [k for k in others if (book.doc(kind, k) or {}).get("handle") == handle]
    if not rivals:
        return handle
    length = next(n for n in range(3, _KEY_LENGTH + 1) if all(k[:n] != key[:n] for k in rivals))
    return f"{handle}~{key[:length]}"


def _by_name(book: Book, kinds: Sequence[str], text: str) -> list[tuple[str, str]]:
    """Return what goes by a name: of the field that says most, all."""
    folded = fold(text)
    if not folded:
        return []
    ranked: dict[int, set[tuple[str, str]]] = {}
    for _, kind, key in book.named(folded + "\t"):
        if kind in kinds:
            doc = book.doc(kind, key) or {}
            rank = min(_rank(field) for name, field in names(kind, doc) if name == folded)
            ranked.setdefault(rank, set()).add((kind, key))
    return sorted(ranked[min(ranked)]) if ranked else []


def _by_title(book: Book, kinds: Sequence[str], text: str) -> list[tuple[str, str]]:
    """Return what of the kinds without names has a title; there may be very many, so these are looked at last.

    An action that comes again leaves those of before under its title: one that is still to be done goes first.
    """
    folded = fold(text)
    found = sorted(
        (kind, key)
        for kind in kinds
        if kind in _TITLED and folded
        for key, doc in book.table(kind).items()
        if fold(title(kind, doc)) == folded
    )
    ahead = [hit for hit in found if (book.doc(*hit) or {}).get("status") not in _OVER]
    return ahead if len(ahead) == 1 and all(kind == "action" for kind, _ in found) else found


def _rank(field: str) -> int:
    return {"handle": 0, "name": 1, "title": 1, "alias": 2}.get(field, 3)


def _is_start(text: str) -> bool:
    return 0 < len(text) <= _KEY_LENGTH and _HEX.issuperset(text.lower())


def _not_found(book: Book, kinds: Sequence[str], text: str) -> NotFound:
    what = kinds[0] if len(kinds) == 1 else "thing"
    article = "an" if what[0] in "aeio" else "a"
    message = f"There is no {_words(what)} called “{clean(text)}”."
    nearest = _nearest(book, kinds, text)
    if nearest:
        return NotFound(message, f"Did you mean {_listed(nearest)}?", nearest)
    if what in NAMED:
        return NotFound(
            message, f"allied {what} list shows them; allied {what} add {_title_of(what)} makes one."
        )
    if what != "thing":
        return NotFound(
            message,
            f"allied {what} list shows them; give {article} {what} by {_BY.get(what, 'the start of its id')}.",
        )
    return NotFound(message, "Give a handle, a name, or the start of an id.")


def _nearest(book: Book, kinds: Sequence[str], text: str) -> tuple[str, ...]:
    import difflib

    known: dict[str, str] = {}
    for kind in kinds:
        if kind in NAMED:
            for key, doc in book.table(kind).items():
                shown = doc.get("handle") or doc.get("name") or key[:8]
                known.update({name: str(shown) for name, _ in names(kind, doc)})
        elif kind in _TITLED and len(kinds) == 1 and len(book.table(kind)) <= _COMPARED:
            for key, doc in book.table(kind).items():
                known.setdefault(fold(title(kind, doc)), f"{short(book, key)} ({title(kind, doc)})")
    close = difflib.get_close_matches(fold(text), known, n=3, cutoff=0.6)
    return tuple(dict.fromkeys(known[name] for name in close))


def _ambiguous(book: Book, text: str, hits: list[tuple[str, str]]) -> Ambiguous:
    candidates = tuple(
        f"{told_apart(book, kind, key)} ({_title(book, kind, key)})" for kind, key in hits[:_CANDIDATES]
    )
    more = f", and {len(hits) - _CANDIDATES} more" if len(hits) > _CANDIDATES else ""
    return Ambiguous(
        f"“{clean(text)}” could be any of {len(hits)}.",
        f"Give one of {_listed(candidates)}{more}.",
        candidates,
    )


def _title(book: Book, kind: str, key: str) -> str:
    """Return what a document is called, and what tells it from one that is called the same."""
    doc = book.doc(kind, key) or {}
    status = (doc.get("status") or kind_named(kind).fields["status"].default) if kind in _TITLED[:2] else None
    due = f"due {doc['due']}" if kind == "action" and isinstance(doc.get("due"), str) else None
    return ", ".join(str(part) for part in (title(kind, doc), status, due) if part)


def title(kind: str, doc: Doc) -> str:
    """Return what a document is called, its kind where it says nothing."""
    return str(doc.get("name") or doc.get("title") or doc.get("question") or kind)


def _title_of(kind: str) -> str:
    return "TITLE" if kind == "initiative" else "NAME"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _words(kind: str) -> str:
    return "opt-in" if kind == "optin" else kind
