"""A ledger as an audience may see it: a reader in which nothing that is for fewer can be found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ..errors import Invalid
from ..schema import AUDIENCES
from ..schema import kind as kind_named
from .exposed import Exposed
from .narrowing import GONE, Narrowing
from .reader import Mark, Setting, Trail

if TYPE_CHECKING:
    from datetime import date, datetime

    from ..journal.entry import Entry
    from .reader import Doc, Reader

SOMEBODY: Final = "Somebody"


@dataclass(frozen=True, slots=True)
class Moment:
    """When a value was set, and by whom where that may be seen."""

    id: str
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One live value of a register as an audience may see it."""

    mark: Mark
    value: Any


class Audience:
    """A reader to put any question to, for an audience; made for one question, since it remembers.

    `coordinators` see everything. Whatever a view makes of it holds nothing that the audience may not see.
    """

    def __init__(self, reader: Reader, audience: str) -> None:
        """Look at a ledger for an audience; raises `Invalid` for one that there isn't."""
        if audience not in AUDIENCES:
            raise Invalid(f"There is no audience “{audience}”.", f"Choose one of {', '.join(AUDIENCES)}.")
        self.audience = audience
        self._reader = reader
        self._all = audience == AUDIENCES[-1]
        self._exposed = Exposed(reader, audience)
        self._narrowing = Narrowing(self._exposed)
        self._tables: dict[str, dict[str, Doc]] = {}
        self._docs: dict[tuple[str, str], Doc | None] = {}

    # Documents

    def table(self, kind: str) -> Mapping[str, Doc]:
        """Return what may be seen of a kind's documents, by key."""
        if self._all:
            return self._reader.table(kind)
        if kind not in self._tables:
            narrow = self._narrowing.document
            seen = {key: narrow(kind, doc) for key, doc in self._reader.table(kind).items()}
            self._tables[kind] = {key: doc for key, doc in seen.items() if doc is not None}
        return self._tables[kind]

    def naming(self, kind: str, fields: tuple[str, ...], key: str) -> dict[str, Doc]:
        """Return what may be seen of the documents that name a key in one of some fields, where that may be."""
        from .touching import naming

        whole = self._reader.naming(kind, fields, key)
        if self._all:
            return whole
        seen = {at: doc for at in whole if (doc := self.get(kind, at)) is not None}
        return naming(seen, fields, key)

    def left_out(self, kind: str) -> int:
        """Return how many documents of a kind may not be seen, of all there are."""
        return 0 if self._all else len(self._reader.table(kind)) - len(self.table(kind))

    def all_left_out(self) -> dict[str, int]:
        """Return how many documents of each kind that was looked through may not be seen, none left unsaid."""
        return {kind: count for kind in sorted(self._tables) if (count := self.left_out(kind))}

    def get(self, kind: str, key: str) -> Doc | None:
        """Return what may be seen of one document, `None` where that is nothing."""
        if self._all:
            return self._reader.get(kind, key)
        if kind in self._tables:
            return self._tables[kind].get(self._reader.book.key(key))
        if (kind, key) not in self._docs:
            doc = self._reader.get(kind, key)
            self._docs[kind, key] = self._narrowing.document(kind, doc) if doc is not None else None
        return self._docs[kind, key]

    def narrowed(self, kind: str, docs: Sequence[Doc]) -> tuple[list[Doc], int]:
        """Return what may be seen of some documents, and how many of them were left out."""
        seen = [self._narrowing.document(kind, doc) for doc in docs]
        found = [doc for doc in seen if doc is not None]
        return found, len(docs) - len(found)

    def handle(self, kind: str, key: str) -> str | None:
        """Return a document's handle, `None` where it has none or it may not be seen."""
        if self._all:
            return self._reader.handle(kind, key)
        own = (self.get(kind, key) or {}).get("handle")
        if not own:
            return None
        found = self._reader.handle(kind, key)
        return found if found == own or self._twice(kind, own) else own

    def _twice(self, kind: str, handle: str) -> bool:
        """Return whether several documents that may be seen have a handle; one that may not doesn't tell."""
        found = (
            self.get(kind, key) or {}
            for key, doc in self._reader.table(kind).items()
            if doc.get("handle") == handle
        )
        return sum(doc.get("handle") == handle for doc in found) > 1

    def label(self, kind: str, key: str) -> str:
        """Return what to call a document, and of one that may not be seen only what it is."""
        if self._all:
            return self._reader.label(kind, key)
        doc = self.get(kind, key)
        if doc is None:
            return f"{kind_named(kind).noun} not shown"
        return self.handle(kind, key) or kind_named(kind).title(doc) or str(doc.get("id", key))[:8]

    # Registers and entries

    @property
    def book(self) -> Audience:
        """The registers, which this reads too."""
        return self

    def key(self, key: str) -> str:
        """Return the key of the document that a key belongs to."""
        return self._reader.book.key(key)

    def live(self, kind: str, key: str) -> Mapping[str, Sequence[Setting]]:
        """Return what may be seen of the live values of each register."""
        if self._all:
            return self._reader.book.live(kind, key)
        doc = self._reader.get(kind, key)
        if doc is None or not self._exposed.shows(kind, doc):
            return {}
        found: dict[str, list[Setting]] = {}
        for register, settings in self._reader.book.live(kind, key).items():
            for setting in settings:
                value = self._narrowing.register(kind, doc, register, setting.value)
                if value is not GONE:
                    mark = Moment(setting.mark.id, setting.mark.at, "")
                    found.setdefault(register, []).append(Seen(mark, value))
        return found

    def written(self, kind: str, register: str) -> Mapping[str, str]:
        """Return when what stands in a register was written, for the documents in which it may be seen."""
        found = self._reader.book.written(kind, register)
        if self._all:
            return found
        shown, docs = self.table(kind), self._reader.table(kind)
        may = self._narrowing.register
        return {
            k: at for k, at in found.items() if k in shown and may(kind, docs[k], register, None) is not GONE
        }

    def trails(self, kind: str) -> Mapping[str, Trail]:
        """Return what the documents that may be seen went through, where that may be seen."""
        found = self._reader.book.trails(kind)
        if self._all:
            return found
        return {key: found[key] for key in self.table(kind) if key in found and self._may_trail(kind, key)}

    def trail(self, kind: str, key: str) -> Trail | None:
        """Return what one document went through, `None` where that may not be seen."""
        if self._all or self._may_trail(kind, key):
            return self._reader.book.trail(kind, key)
        return None

    def _may_trail(self, kind: str, key: str) -> bool:
        """Return whether the traced register of a document may be seen."""
        traced = kind_named(kind).traced
        return traced is not None and traced[1] in (self.get(kind, key) or {})

    def crossed(self) -> Sequence[tuple[str, str]]:
        """Return kind and key of the documents in which two answers may be seen."""
        found = self._reader.book.crossed()
        return [(k, key) for k, key in found if self._all or "crossed" in (self.get(k, key) or {})]

    def entry(self, entry: Entry) -> Entry | None:
        """Return what may be seen of an entry, without who wrote it and its note; `None` for nothing."""
        if self._all:
            return entry
        doc = self._reader.get(entry.kind, entry.key) if entry.kind else None
        if doc is None or not self._exposed.shows(entry.kind, doc):
            return None
        register = self._narrowing.register
        seen = {name: register(entry.kind, doc, name, value) for name, value in entry.set.items()}
        kept = {name: value for name, value in seen.items() if value is not GONE}
        if not kept:
            return None
        return entry._replace(set=kept, by="", seq=0, prev=(), note=None, body=None, line=b"")

    def entries(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return what may be seen of entries, in their order."""
        return [seen for entry in entries if (seen := self.entry(entry)) is not None]

    def step(self, start: str) -> Sequence[Entry]:
        """Return what may be seen of a step."""
        return self.entries(self._reader.step(start))

    def history(self, kind: str, key: str) -> Sequence[Entry]:
        """Return what may be seen of the entries that concern a document, oldest first."""
        return self.entries(self._reader.history(kind, key))

    def newest(self, limit: int) -> Sequence[Entry]:
        """Return so many of the entries that were written last of which anything may be seen, the newest first."""
        count = limit
        while True:
            found = self._reader.newest(count)
            seen = self.entries(found)
            if len(seen) >= limit or len(found) < count:
                return seen[:limit]
            count *= 4

    def short(self, kind: str, key: str) -> str:
        """Return the start of a document's id that tells it from all others, seen or not."""
        return self._reader.short(kind, key)

    def unshared(self) -> Sequence[Entry]:
        """Return what may be seen of the entries that only this clone has."""
        return self.entries(self._reader.unshared())

    def arrived(self) -> Sequence[Entry]:
        """Return what may be seen of the entries that came in with the last sync."""
        return self.entries(self._reader.arrived())

    # Who and when

    def me(self) -> str | None:
        """Return the contact who uses this clone, `None` to all but the coordinators."""
        return self._reader.me() if self._all else None

    def writer_name(self, by: str) -> str:
        """Return the name that a writer goes by, to the coordinators."""
        return self._reader.writer_name(by) if self._all else SOMEBODY

    def now(self) -> datetime:
        """Return the time now, in UTC."""
        return self._reader.now()

    def today(self) -> date:
        """Return the date where the coalition is."""
        return self._reader.today()

    def zone(self) -> str | None:
        """Return the coalition's time zone."""
        return self._reader.zone()


def seen_by(reader: Reader, audience: str) -> Audience:
    """Return a ledger as an audience may see it; raises `Invalid`."""
    return Audience(reader, audience)
