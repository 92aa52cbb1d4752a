"""Changes of several verbs on their way to being one step: what each document comes to in the end."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ..errors import Invalid
from ..journal.entry import Entry
from .book import Book
from .documents import LINK
from .drafted import Drafted
from .state import Json, Setting, differing, same
from .undoing import Change

# An entry takes 64 KiB with its head; what is more goes into one entry a register.
_MOST: Final = 56 * 1024


@dataclass(slots=True)
class _Register:
    """The value that a register comes to, and the written entries that were in view of whoever set it."""

    value: Json = None
    over: set[str] = field(default_factory=set[str])


@dataclass(slots=True)
class _Document:
    """What was drafted of one document so far; all of it is one entry where that can be."""

    kind: str
    key: str
    registers: dict[str, _Register] = field(default_factory=dict[str, _Register])
    drafts: set[str] = field(default_factory=set[str])
    notes: list[str] = field(default_factory=list[str])


class Batch:
    """Collects changes and shows, in `book`, what they add up to.

    An entry can't be over another of its own step, so later changes of a document are taken up into the first.
    """

    def __init__(self, book: Drafted) -> None:
        """Draft over a book that holds all that is written."""
        self.book = book
        self.broken = False
        """Whether an error cut off a part of it that a caller went on after."""
        self._documents: dict[tuple[str, str], _Document] = {}

    @property
    def count(self) -> int:
        """How many documents were drafted so far."""
        return len(self._documents)

    def take(self, changes: Sequence[Change], note: str | None, at: str, by: str) -> list[Entry]:
        """Draft changes and return them as the entries they would be; raises `Invalid`."""
        if any(LINK in change.set for change in changes):
            raise Invalid(
                "Two records can't be made one within a batch.", "Do that by itself, before or after it."
            )
        entries = [self._entry(change, note, at, by) for change in changes]
        self.book.take(entries)
        return entries

    def changes(self, written: Book) -> list[tuple[Change, str | None]]:
        """Return what is to be written, each with its note: nothing of what stands as it was *written*."""
        found: list[tuple[Change, str | None]] = []
        for document in self._documents.values():
            live = written.live(document.kind, document.key)
            left = {
                name: register
                for name, register in document.registers.items()
                if not _stands(live.get(name, ()), register.value)
            }
            note = "\n".join(dict.fromkeys(document.notes)) or None
            found += [
                (Change(document.kind, document.key, values, over), note)
                for values, over in _parts(left, live)
            ]
        return found

    def _entry(self, change: Change, note: str | None, at: str, by: str) -> Entry:
        top = self.book.key(change.key)
        document = self._documents.setdefault((change.kind, top), _Document(change.kind, change.key))
        over = set(self._in_view(change) if change.over is None else change.over)
        for name, value in change.set.items():
            register = document.registers.setdefault(name, _Register())
            register.value = value
            register.over |= over - document.drafts
        # Whoever drafts has all that was drafted before in view, whenever a form was opened.
        over |= document.drafts
        entry_id = os.urandom(32).hex()
        document.drafts.add(entry_id)
        if note:
            document.notes.append(note)
        return Entry(
            id=entry_id,
            at=at,
            by=by,
            seq=0,
            prev=(),
            kind=change.kind,
            key=change.key,
            set=dict(change.set),
            over=tuple(sorted(over)),
            step=("", 0),
            undoes=None,
            note=note,
            body=None,
            line=b"",
        )

    def _in_view(self, change: Change) -> set[str]:
        live = self.book.live(change.kind, change.key)
        return {setting.mark.id for register in change.set for setting in live.get(register, ())}


def _stands(settings: Sequence[Setting], value: Json) -> bool:
    """Return whether a register holds a value already, and no other."""
    standing = differing(setting.value for setting in settings) or [None]
    return len(standing) == 1 and same(standing[0], value)


def _parts(
    registers: Mapping[str, _Register], live: Mapping[str, Sequence[Setting]]
) -> Iterator[tuple[dict[str, Json], tuple[str, ...]]]:
    """Yield the registers of each entry, with what it is over: of one, unless that would say too much.

    It would where an entry in view of who set one register set another one too, unseen by who set that.
    """
    every = {entry for register in registers.values() for entry in register.over}
    unseen = any(
        setting.mark.id in every - register.over
        for name, register in registers.items()
        for setting in live.get(name, ())
    )
    values = {name: register.value for name, register in registers.items()}
    if not unseen and len(json.dumps(values, ensure_ascii=False).encode()) <= _MOST:
        if values:
            yield values, tuple(sorted(every))
        return
    for name, register in registers.items():
        yield {name: register.value}, tuple(sorted(register.over))
