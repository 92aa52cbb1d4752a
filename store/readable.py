"""What a ledger holds, as both front ends read it: nothing here changes anything of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from . import clock
from .book import finding
from .book.book import Book
from .book.cache import Cache
from .book.documents import Doc, rivals
from .book.given import Answer, Crossed, Snapshot
from .book.layer import Json
from .errors import AlliedError, NotFound
from .journal.entry import Entry
from .journal.journal import Journal, Problem
from .journal.place import MARKER
from .schema import NAMES, keys
from .schema import kind as kind_named
from .views import times

if TYPE_CHECKING:
    from datetime import date, datetime

    from tinydb.table import Table

    from .book.tables import BookDB
    from .book.visible import Seeing
    from .views.soundness import Flaw


class Readable:
    """One clone of a coalition's ledger, as far as it is read."""

    def __init__(self, journal: Journal, tell: Callable[[str], None] = lambda _: None) -> None:
        """Hold an open journal; *tell* gets a line where the cache had to be built anew."""
        self._journal = journal
        self._tell = tell
        self._book = Book(journal, Cache(journal.book_folder()), tell)
        self._database: BookDB | None = None
        self.place = journal.place
        self.root: Path = journal.place.root
        self.id: str = journal.ledger_id

    # The documents

    @property
    def book(self) -> Book:
        """The documents, as of now or of when the lock was taken."""
        if not self._book.opened:
            self._book.refresh()
        return self._book

    @property
    def name(self) -> str:
        """What the coalition calls itself."""
        return str((self.get("coalition", keys.COALITION) or {}).get("name") or "")

    @property
    def problems(self) -> list[Problem]:
        """What could not be read, or is not all here."""
        return self.book.problems

    def refresh(self) -> bool:
        """Take in what came since; return whether anything may have changed."""
        return self._book.refresh()

    def version(self) -> Json:
        """Return a token that differs once anything came, or was shared; cheap, it reads no entry."""
        return {**self._journal.stamp(), "waiting": self._journal.waiting()}

    def recall(self, view: str) -> Json | None:
        """Return what was remembered of a view while all stood as it stands now, `None` where that is nothing."""
        from .book.remembered import recall

        return recall(self._journal.book_folder() / "views", view, self._state())

    def remember(self, view: str, value: Json) -> None:
        """Keep what a view came to, in plain JSON, until anything changes: another start then need not make it."""
        from .book.remembered import remember

        remember(self._journal.book_folder() / "views", view, self._state(), value)

    def table(self, kind: str) -> dict[str, Doc]:
        """Return all documents of a kind by key, to be read only."""
        return self.book.table(kind)

    def naming(self, kind: str, fields: tuple[str, ...], key: str) -> dict[str, Doc]:
        """Return the documents of a kind that name a key in one of some fields."""
        from .views.touching import naming

        return naming(self.table(kind), fields, key)

    def query(self, kind: str) -> Table:
        """Return the same as a TinyDB table, to be searched with TinyDB's queries."""
        if self._database is None:
            from .book.tables import database

            self._database = database(self.book)
        return self._database.kind(kind)

    def get(self, kind: str, key: str) -> Doc | None:
        """Return one document, `None` where there is none; no table is loaded for it."""
        return self.book.doc(kind, key)

    def read(self, kind: str, key: str) -> Snapshot:
        """Return a document with what a person sees of it now, to change it later; raises `NotFound`."""
        doc = self.get(kind, key)
        if doc is None:
            raise NotFound(f"There is no {kind} {key[:8]} any more.", "allied log shows what became of it.")
        live = self.book.live(kind, key)
        return Snapshot(
            kind, key, dict(doc), {r: tuple(s.mark.id for s in found) for r, found in live.items()}
        )

    def find(
        self, kinds: str | Sequence[str] | None, text: str, seeing: Seeing | None = None
    ) -> tuple[str, str]:
        """Return kind and key of what *text* names: a handle, a name, a start of an id, `@me`.

        With *seeing*, only what it gives is found, and only by what it shows of that.
        """
        among = (kinds,) if isinstance(kinds, str) else tuple(kinds or NAMES)
        if text.strip() == "@me" and "contact" in among:
            return "contact", self._me()
        if seeing is None:
            return finding.find(self.book, among, text)
        from .book.visible import Visible

        return finding.find(Visible(self.book, seeing), among, text)

    def handle(self, kind: str, key: str) -> str | None:
        """Return a document's handle, told apart from others like it; `None` where its kind has none."""
        doc = self.get(kind, key)
        return finding.told_apart(self.book, kind, self.book.key(key)) if doc and doc.get("handle") else None

    def label(self, kind: str, key: str) -> str:
        """Return what to call a document: its handle, else its title, else the start of its id."""
        doc = self.get(kind, key)
        if doc is None:
            return key[:8]
        return self.handle(kind, key) or kind_named(kind).title(doc) or self.short(kind, key)

    def short(self, kind: str, key: str) -> str:
        """Return the shortest start of an id, of four characters or more, that names nothing else."""
        return finding.short(self.book, key)

    def crossed(self) -> list[Crossed]:
        """Return every register with two answers, those that gave them and when."""
        found: list[Crossed] = []
        for kind, key in self.book.crossed():
            for register, settings in sorted(self.book.live(kind, key).items()):
                if len(rivals(register, settings)) > 1:
                    answers = tuple(Answer(s.value, s.mark.id, s.mark.at, s.mark.by) for s in settings)
                    found.append(Crossed(kind, key, register, answers))
        return found

    def flaws(self) -> list[Flaw]:
        """Return what is wrong with the documents: values, references, circles, questions with two answers."""
        from .views.soundness import flaws

        return flaws(self)

    def history(self, kind: str, key: str) -> list[Entry]:
        """Return the entries that concern a document, oldest first."""
        marks = self.book.marks(kind, key)
        found = (self._journal.find(by, seq, entry_id) for entry_id, _, by, seq in marks)
        return [entry for entry in found if entry is not None]

    def newest(self, limit: int) -> list[Entry]:
        """Return the entries that were written last, newest first."""
        return self._journal.newest(limit)

    def step(self, start: str) -> list[Entry]:
        """Return the entries of the step whose id begins so; raises `NotFound`, `Ambiguous`."""
        return self._journal.step(start)

    # What waits, and where it lies

    def unsaved(self) -> list[Entry]:
        """Return the entries that this clone has not sealed yet, oldest first."""
        return self._journal.open_entries().entries

    def unshared(self) -> list[Entry]:
        """Return the entries that no remote was seen to have, oldest first; of a ledger without one, the unsaved."""
        return [*self._journal.unshared(), *self.unsaved()]

    def arrived(self) -> list[Entry]:
        """Return the entries that came in with the last sync, the newest first."""
        return self._journal.arrived()

    def elsewhere(self) -> list[str]:
        """Return the names of the other branches that hold entries of this clone, not sealed yet."""
        return self._journal.other_refs()

    def missing(self) -> list[str]:
        """Return this clone's own segments that its branch has lost, as paths below the root."""
        return self._journal.missing()

    def warning(self) -> str | None:
        """Return why the ledger is at risk in the folder where it lies, `None` where nothing speaks of it."""
        from .journal import ground

        return ground.warning(str(self.root))

    def there(self) -> bool:
        """Return whether the ledger is still where it was opened."""
        return self.place.git_dir.is_dir() and (self.root / MARKER).is_file()

    def refusal(self) -> AlliedError | None:
        """Return what keeps this clone from writing now, such as a full disk, `None` where nothing does."""
        from .journal import probing

        return probing.refusal(self.place.private, self._journal.lock_path())

    def copies(self) -> dict[str, bytes]:
        """Return this clone's own segments that its branch has lost, by path; a damaged copy is left out."""
        found: dict[str, bytes] = {}
        for path in self.missing():
            with suppress(OSError, ValueError):
                found[path] = self._journal.own.read(path)
        return found

    def kept(self) -> list[str]:
        """Return the paths of those of this clone's own segments that no remote was seen to have."""
        return self._journal.own.listed()

    # Who and when

    @property
    def writer(self) -> str | None:
        """The id this clone writes under, `None` before its first write."""
        return self._journal.writer_id()

    def forked(self) -> bool:
        """Return whether another clone, a copy of this one mostly, has written under this one's id."""
        return self._journal.forked()

    def writer_name(self, by: str) -> str:
        """Return the name that a writer goes by, else its id."""
        doc = self.get("writer", keys.writer_key(by))
        return str((doc or {}).get("name") or by)

    def me(self) -> str | None:
        """Return the contact who uses this clone."""
        return self._journal.me()

    def meeting(self) -> str | None:
        """Return the key of the meeting that runs where this clone is, `None` where none does."""
        key = self._journal.meeting()
        doc = self.get("meeting", key) if key else None
        if key is None or doc is None:
            return None
        ends = times.moment(doc.get("ends"))
        return self.book.key(key) if ends is None or ends > self.now() else None

    def _me(self) -> str:
        key = self.me()
        if key is None:
            raise NotFound("Nobody has said who uses this clone.", "allied me NAME says who you are.")
        return key

    def now(self) -> datetime:
        """Return the time now, in UTC."""
        from datetime import UTC, datetime

        return datetime.fromtimestamp(clock.milliseconds() / 1000, UTC)

    def zone(self) -> str | None:
        """Return the coalition's IANA time zone, `None` where it has named none that this machine knows."""
        zone = (self.get("coalition", keys.COALITION) or {}).get("time_zone")
        if zone is None:
            return None
        from .schema.instants import is_zone

        return zone if is_zone(zone) else None

    def today(self) -> date:
        """Return the date where the coalition is, else where this machine is."""
        zone = self.zone()
        if zone is None:
            return self.now().astimezone().date()
        from zoneinfo import ZoneInfo

        return self.now().astimezone(ZoneInfo(zone)).date()

    def _state(self) -> Json:
        """Return what every view is made from: the entries, the day, and who looks."""
        return [self.version(), self.today().isoformat(), self.me()]
