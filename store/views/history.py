"""What was recorded, step by step in sentences, since a day and by somebody where that is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from ..schema.text import fold
from . import times
from .sentences import sentence

if TYPE_CHECKING:
    from ..journal.entry import Entry
    from .reader import Reader


@dataclass(frozen=True, slots=True)
class Line:
    """One step: its first entry, when and by whom, what that concerns, and all of the step in a sentence."""

    id: str
    step: str
    at: str
    by: str
    by_name: str
    kind: str
    key: str
    handle: str | None
    entries: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the history is asked for: from a day (or a time) on, up to one, by a writer's name or id, of a kind."""

    since: date | datetime | None = None
    until: date | datetime | None = None
    by: str | None = None
    kind: str | None = None


def history(
    reader: Reader, entries: Iterable[Entry], asked: Asked | None = None, limit: int | None = None
) -> list[Line]:
    """Return what entries, the newest first, say, a line for each step, the newest first.

    Days begin and end where the coalition is; `until` is the last day that is in.
    """
    wanted = asked or Asked()
    kept = (entry for entry in entries if matches(reader, entry, wanted))
    return [line(reader, step) for step in islice(steps(kept), limit)]


def recent(
    reader: Reader,
    newest: Callable[[int], Sequence[Entry]],
    asked: Asked | None = None,
    limit: int = 20,
    seen: Callable[[Sequence[Entry]], Sequence[Entry]] = tuple,
) -> list[Line]:
    """Return the last lines of a ledger's history, reading no more of it than it takes.

    *newest* gives so many entries, the newest first, and *seen* what may be seen of them.
    """
    wanted, count = asked or Asked(), limit + 1
    while True:
        found = newest(count)
        entries = list(found)
        if wanted.since is not None and entries and not _from(reader, entries[-1], wanted.since):
            return history(reader, seen(entries), wanted, limit)
        kept = [entry for entry in seen(entries) if matches(reader, entry, wanted)]
        if len({entry.step[0] for entry in kept}) > limit or len(entries) < count:
            return history(reader, kept, None, limit)
        count *= 4


def matches(reader: Reader, entry: Entry, asked: Asked) -> bool:
    """Return whether an entry is among what is asked for."""
    if asked.since is not None and not _from(reader, entry, asked.since):
        return False
    if asked.until is not None and not _to(reader, entry, asked.until):
        return False
    if asked.kind is not None and entry.kind != asked.kind:
        return False
    if asked.by is None:
        return True
    return entry.by == asked.by or fold(reader.writer_name(entry.by)) == fold(asked.by)


def steps(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Return the steps that entries, the newest first, belong to, each in the order it was written in."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.step[0], []).append(entry)
    return (step[::-1] for step in found.values())


def line(reader: Reader, step: Sequence[Entry]) -> Line:
    """Return one step as a line."""
    first = step[0]
    return Line(
        id=first.id,
        step=first.step[0],
        at=first.at,
        by=first.by,
        by_name=reader.writer_name(first.by),
        kind=first.kind,
        key=first.key,
        handle=reader.handle(first.kind, first.key) if first.kind else None,
        entries=len(step),
        sentence=sentence(reader, list(step)),
    )


def _from(reader: Reader, entry: Entry, since: date | datetime) -> bool:
    if isinstance(since, datetime):
        at = times.moment(entry.at)
        return at is not None and at >= since
    day = _day(reader, entry)
    return day is not None and day >= since


def _to(reader: Reader, entry: Entry, until: date | datetime) -> bool:
    if isinstance(until, datetime):
        at = times.moment(entry.at)
        return at is not None and at <= until
    day = _day(reader, entry)
    return day is not None and day <= until


def _day(reader: Reader, entry: Entry) -> date | None:
    """Return the day of an entry where the coalition is."""
    zone = reader.zone()
    return times.day({"at": entry.at, "zone": zone} if zone else entry.at)
