"""The ledger: what both front ends hold. It opens, reads, writes and undoes, under one lock."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import clock, pace
from .book import finding
from .book.book import Book
from .book.cache import Cache
from .book.documents import Doc, rivals
from .book.given import Answer, Batched, Crossed, Snapshot, Step
from .book.layer import Json
from .book.undoing import Change, Skipped
from .errors import AlliedError, Invalid, NotALedger, NotFound
from .journal.entry import Entry
from .journal.journal import Journal, Problem
from .journal.lock import Lock
from .journal.place import MARKER
from .schema import NAMES, keys
from .schema import kind as kind_named
from .views import times

if TYPE_CHECKING:
    from datetime import date, datetime

    from tinydb.table import Table

    from .book.batch import Batch
    from .book.tables import BookDB
    from .book.visible import Seeing
    from .views.soundness import Flaw

ELSEWHERE = "ALLIED_LEDGER"


class Ledger:
    """One clone of a coalition's ledger."""

    def __init__(self, journal: Journal, tell: Callable[[str], None] = lambda _: None) -> None:
        """Hold an open journal; *tell* gets a line where the cache had to be built anew."""
        self._journal = journal
        self._tell = tell
        self._book = Book(journal, Cache(journal.book_folder()), tell)
        self._holding = 0
        self._batch: Batch | None = None
        self._batched = Batched()
        self._database: BookDB | None = None
        self.place = journal.place
        self.root: Path = journal.place.root
        self.id: str = journal.ledger_id

    @classmethod
    def create(cls, root: Path, *, name: str) -> Ledger:
        """Make a ledger in a folder and return it; raises `Invalid`, `CannotWrite`, `GitTrouble`."""
        from .founding import found

        return found(cls, root, name)

    @classmethod
    def open(cls, start: Path | None = None, tell: Callable[[str], None] = lambda _: None) -> Ledger:
        """Open the ledger at *start* or `ALLIED_LEDGER`, else the nearest one upward; raises `NotALedger`."""
        return cls(Journal.open(start or Path(os.environ.get(ELSEWHERE) or ".")), tell)

    # Reading

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

    # Who and when

    @property
    def writer(self) -> str | None:
        """The id this clone writes under, `None` before its first write."""
        return self._journal.writer_id()

    def ensure_writer(self) -> str:
        """Return the id this clone writes under, made if need be; raises `Invalid`, `CannotWrite`."""
        return self._journal.writer.ensure()

    def forked(self) -> bool:
        """Return whether another clone, a copy of this one mostly, has written under this one's id."""
        return self._journal.forked()

    def renew_writer(self) -> None:
        """Have this clone write under an id of its own from now on; nothing may be open. Raises `CannotWrite`."""
        with self.writing():
            self._journal.writer.renew()

    def writer_name(self, by: str) -> str:
        """Return the name that a writer goes by, else its id."""
        doc = self.get("writer", keys.writer_key(by))
        return str((doc or {}).get("name") or by)

    def me(self) -> str | None:
        """Return the contact who uses this clone."""
        return self._journal.me()

    def set_me(self, key: str) -> None:
        """Note in this clone who uses it; raises `Invalid` within a batch."""
        self._refuse_in_batch("Who uses this clone")
        with self.writing():
            self._journal.set_me(key)

    def meeting(self) -> str | None:
        """Return the key of the meeting that runs where this clone is, `None` where none does."""
        key = self._journal.meeting()
        doc = self.get("meeting", key) if key else None
        if key is None or doc is None:
            return None
        ends = times.moment(doc.get("ends"))
        return self.book.key(key) if ends is None or ends > self.now() else None

    def set_meeting(self, key: str | None) -> None:
        """Note in this clone which meeting runs; raises `Invalid` within a batch, which may come to nothing."""
        self._refuse_in_batch("Which meeting runs")
        with self.writing():
            self._journal.set_meeting(key)

    @property
    def batching(self) -> bool:
        """Whether what is written now is part of a batch that has not ended."""
        return self._batch is not None

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

    # Writing

    @contextmanager
    def writing(self) -> Generator[None]:
        """Hold the lock, with all that is on disk taken in: what is checked is what is written over."""
        if self._holding:
            yield
            return
        with Lock(self._journal.lock_path()):
            self._holding += 1
            try:
                self._book.refresh()
                yield
            finally:
                self._holding -= 1

    def write(self, changes: Sequence[Change], note: str | None = None) -> Step:
        """Write changes as one step: all of it is on disk when this returns, or nothing is."""
        return self._write(changes, [note] * len(changes), None)

    @contextmanager
    def batch(self) -> Generator[Batched]:
        """Write all that is written inside as one step when it ends; an error that ends it leaves nothing written.

        What is read inside is as it would be after. The entries that verbs give back inside are drafts: what was
        written stands in the `step` of what this yields. A batch inside another is part of it.
        """
        if self._batch is not None:
            try:
                yield self._batched
            except BaseException:
                self._batch.broken = True
                raise
            return
        from .book.batch import Batch
        from .book.drafted import Drafted

        with self.writing():
            written, batched = self.book, Batched()
            drafted = Drafted(self._journal, Cache(self._journal.book_folder()), self._tell)
            drafted.refresh()
            batch = Batch(drafted)
            self._batch, self._batched, self._book, self._database = batch, batched, drafted, None
            try:
                yield batched
            finally:
                self._batch, self._book, self._database = None, written, None
            if batch.broken:
                raise Invalid(
                    "A part of the batch failed, so nothing of it is written.",
                    "Mend that part, or leave it out.",
                )
            made = batch.changes(written)
            del batch, drafted  # of many documents they are large, and what is written now takes room too
            if made:
                batched.step = self._write([change for change, _ in made], [note for _, note in made], None)

    def undo(self, step: str | None = None) -> Step:
        """Take back a step, the last of this clone's if none is named; raises `NotFound`, `Invalid`.

        What somebody has set since stays as it is, and is listed in `skipped`.
        """
        self._refuse_in_batch("An undo")
        with self.writing():
            mine = self.step(step) if step else self._journal.last_step()
            if mine and any(entry.kind == "coalition" and not entry.over for entry in mine):
                raise Invalid(
                    "This is where the ledger begins: it can't be taken back.",
                    "allied log shows the steps after it.",
                )
            if not mine:
                raise NotFound(
                    "There is nothing of yours to undo.", "allied log shows the steps and their ids."
                )
            from .book.taken_back import taken_back

            changes, skipped = taken_back(self.book, self._journal, mine)
            if not changes:
                raise Invalid(
                    "Nothing of that step stands any more.", "allied log shows who has changed it since."
                )
            undone = self._write(changes, [None] * len(changes), mine[0].step[0])
            return Step(undone.id, undone.entries, tuple(skipped))

    def seal(self) -> Path | None:
        """Seal what is open into a segment, to be shared; return its path, `None` if nothing is open."""
        self._refuse_in_batch("Saving")
        with self.writing():
            return self._journal.seal()

    def sealed(self, publish: Callable[[str], None]) -> Path | None:
        """Seal what is open, *publish* being told each segment's path before it is no longer open."""
        with self.writing():
            return self._journal.seal(publish)

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

    def let_go(self, paths: Iterable[str]) -> None:
        """Remove the copies of this clone's own segments that a remote has; raises `OSError`."""
        for path in paths:
            self._journal.own.forget(path)

    def _write(self, changes: Sequence[Change], notes: Sequence[str | None], undoes: str | None) -> Step:
        if self._batch is not None:
            note = notes[0] if notes else None
            pace.at(self._batch.count)
            return Step("", tuple(self._batch.take(changes, note, self._at(), self.writer or "")))
        step = os.urandom(32).hex()
        with self.writing():
            bodies: list[dict[str, Any]] = []
            for change, note in zip(changes, notes, strict=True):
                over = change.over if change.over is not None else self._in_view(change)
                body: dict[str, Any] = {
                    "key": change.key,
                    "kind": change.kind,
                    "over": sorted(over),
                    "set": dict(change.set),
                    "step": [step, len(changes)],
                }
                if note:
                    body["note"] = note
                if undoes:
                    body["undoes"] = undoes
                bodies.append(body)
            entries = self._journal.append(bodies, self._at())
            if self._journal.torn:
                self._tell(f"What a cut-off write had left was set aside in {self._journal.torn}.")
                self._journal.torn = None
            self._book.refresh()
        return Step(step, tuple(entries))

    def _state(self) -> Json:
        """Return what every view is made from: the entries, the day, and who looks."""
        return [self.version(), self.today().isoformat(), self.me()]

    def _at(self) -> str:
        return clock.stamp(clock.milliseconds(), self._coarseness())

    def _refuse_in_batch(self, what: str) -> None:
        if self._batch is not None:
            raise Invalid(f"{what} can't be part of a batch.", "Do that by itself, before or after it.")

    def _in_view(self, change: Change) -> set[str]:
        live = self.book.live(change.kind, change.key)
        return {setting.mark.id for register in change.set for setting in live.get(register, ())}

    def _coarseness(self) -> str | None:
        return (self.get("coalition", keys.COALITION) or {}).get("time_precision")


__all__ = ["Batched", "Change", "Crossed", "Ledger", "NotALedger", "Skipped", "Snapshot", "Step"]
