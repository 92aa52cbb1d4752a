"""Taking a whole step back: its documents by the part, and what was written before them read at one stroke."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from .. import pace
from ..journal.shelf import Where
from .undoing import Change, Skipped, undoing

if TYPE_CHECKING:
    from ..journal.entry import Entry
    from ..journal.journal import Journal
    from .book import Book
    from .state import Setting

_AT_ONCE: Final = 2_000  # documents whose earlier entries are held together

Known = dict[str, "Entry | None"]


class _Seen(NamedTuple):
    """One document of a step: what the step did to it, what stands of it, and where its entries are."""

    kind: str
    key: str
    mine: list[Entry]
    live: Mapping[str, Sequence[Setting]]
    places: Mapping[str, Where]
    own: Mapping[str, Sequence[Setting]] | None


def taken_back(book: Book, journal: Journal, mine: Sequence[Entry]) -> tuple[list[Change], list[Skipped]]:
    """Return the changes that take back the entries of one step, and what is left alone."""
    documents: dict[tuple[str, str], list[Entry]] = {}
    for entry in mine:
        documents.setdefault((entry.kind, entry.key), []).append(entry)
    changes: list[Change] = []
    skipped: list[Skipped] = []
    waiting = list(documents.items())
    for start in range(0, len(waiting), _AT_ONCE):
        part = [_seen(book, kind, key, own) for (kind, key), own in waiting[start : start + _AT_ONCE]]
        known: Known = {entry.id: entry for one in part for entry in one.mine}
        _gather(journal, part, known)
        # Each goes back in the very record it was written in, so that what was made one can be two again.
        for number, one in enumerate(part, start):
            pace.at(number, len(waiting))
            entry_of = _reader(journal, one.places, known)
            made, left = undoing(one.kind, one.key, one.mine, one.live, entry_of, one.own)
            changes += made
            skipped += left
    return changes, skipped


def _seen(book: Book, kind: str, key: str, mine: list[Entry]) -> _Seen:
    places = {mark[0]: Where(mark[2], mark[3], mark[0]) for mark in book.marks(kind, key)}
    own = book.record(kind, key) if len(book.records(key)) > 1 else None
    return _Seen(kind, key, mine, book.live(kind, key), places, own)


def _gather(journal: Journal, part: Sequence[_Seen], known: Known) -> None:
    """Read what the step superseded and what stands now, for many documents at once; of undos what those undid."""
    undone = {entry.undoes for one in part for entry in one.mine if entry.undoes}
    ids: list[set[str]] = [{x for entry in one.mine for x in entry.over} | _standing(one) for one in part]
    while True:
        places = [
            one.places[x] for one, wished in zip(part, ids, strict=True) for x in wished
            if x not in known and x in one.places
        ]  # fmt: skip
        if not places:
            return
        found = journal.find_all(places)
        known.update((place.id, found.get(place.id)) for place in places)
        undone |= {entry.undoes for entry in found.values() if entry.undoes}
        ids = [
            {
                x
                for old in wished
                if (e := known.get(old)) and (e.undoes or e.step[0] in undone)
                for x in e.over
            }
            for wished in ids
        ]


def _standing(one: _Seen) -> set[str]:
    """Return the entries that stand in the registers that the step set."""
    registers = {register for entry in one.mine for register in entry.set}
    return {setting.mark.id for register in registers for setting in one.live.get(register, ())}


def _reader(journal: Journal, places: Mapping[str, Where], known: Known) -> Callable[[str], Entry | None]:
    """Return what gives an entry of a document by its id; what wasn't read yet is looked up by itself."""

    def read(entry_id: str) -> Entry | None:
        if entry_id not in known:
            place = places.get(entry_id)
            known[entry_id] = journal.find(*place) if place else None
        return known[entry_id]

    return read
