"""The ledger: what both front ends hold. It opens, reads, writes and undoes, under one lock."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import clock, pace
from .book.cache import Cache
from .book.given import Batched, Crossed, Snapshot, Step
from .book.undoing import Change, Skipped
from .errors import Invalid, NotALedger, NotFound
from .journal.journal import Journal
from .journal.lock import Lock
from .readable import Readable
from .schema import keys

if TYPE_CHECKING:
    from .book.batch import Batch

ELSEWHERE = "ALLIED_LEDGER"


class Ledger(Readable):
    """One clone of a coalition's ledger."""

    def __init__(self, journal: Journal, tell: Callable[[str], None] = lambda _: None) -> None:
        """Hold an open journal; *tell* gets a line where the cache had to be built anew."""
        super().__init__(journal, tell)
        self._holding = 0
        self._batch: Batch | None = None
        self._batched = Batched()

    @classmethod
    def create(cls, root: Path, *, name: str) -> Ledger:
        """Make a ledger in a folder and return it; raises `Invalid`, `CannotWrite`, `GitTrouble`."""
        from .founding import found

        return found(cls, root, name)

    @classmethod
    def open(cls, start: Path | None = None, tell: Callable[[str], None] = lambda _: None) -> Ledger:
        """Open the ledger at *start* or `ALLIED_LEDGER`, else the nearest one upward; raises `NotALedger`."""
        return cls(Journal.open(start or Path(os.environ.get(ELSEWHERE) or ".")), tell)

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

    # Who writes, and where

    def ensure_writer(self) -> str:
        """Return the id this clone writes under, made if need be; raises `Invalid`, `CannotWrite`."""
        return self._journal.writer.ensure()

    def renew_writer(self) -> None:
        """Have this clone write under an id of its own from now on; nothing may be open. Raises `CannotWrite`."""
        with self.writing():
            self._journal.writer.renew()

    def set_me(self, key: str) -> None:
        """Note in this clone who uses it; raises `Invalid` within a batch."""
        self._refuse_in_batch("Who uses this clone")
        with self.writing():
            self._journal.set_me(key)

    def set_meeting(self, key: str | None) -> None:
        """Note in this clone which meeting runs; raises `Invalid` within a batch, which may come to nothing."""
        self._refuse_in_batch("Which meeting runs")
        with self.writing():
            self._journal.set_meeting(key)

    @property
    def batching(self) -> bool:
        """Whether what is written now is part of a batch that has not ended."""
        return self._batch is not None


__all__ = ["Batched", "Change", "Crossed", "Ledger", "NotALedger", "Skipped", "Snapshot", "Step"]
