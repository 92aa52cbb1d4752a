"""What the traced register of a kind went through, read off the states as they are stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

from .state import Json, State, Traced, word
from .written import written_at


class Trail(NamedTuple):
    """When what stands was written, and every word that stood before or stands, with its time, in order."""

    since: str | None
    words: Sequence[tuple[str, str]]


class Trails(Mapping[str, Trail]):
    """The trail of each of many records, worked out when it is asked for."""

    def __init__(self, records: Mapping[str, Json], traced: Traced, known: Mapping[str, Trail]) -> None:
        """Read the states of *records*, or their JSON; what is *known* of some is taken as it is."""
        self._records = records
        self._traced = traced
        self._known = known

    def __getitem__(self, key: str) -> Trail:
        if key in self._known:
            return self._known[key]
        return of_record(self._records[key], self._traced)

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


def of_record(record: State | Json, traced: Traced) -> Trail:
    """Return the trail of a state, or of its JSON."""
    since = written_at(record, traced[0])
    if isinstance(record, State):
        return Trail(since, _words(record.marks, record.trail, record.values, traced))
    return Trail(since, _words(record["m"], record.get("t"), record["v"], traced))


def merged(trails: Sequence[Trail]) -> Trail:
    """Return the trail of several records that are one document."""
    since = max((trail.since for trail in trails if trail.since), default=None)
    return Trail(since, sorted(moment for trail in trails for moment in trail.words))


def _words(
    marks: Sequence[Sequence[Any]], trail: Sequence[Any] | None, values: Mapping[str, Any], traced: Traced
) -> Sequence[tuple[str, str]]:
    if trail:
        return sorted((cast("str", marks[i][1]), said) for i, said in trail if isinstance(said, str))
    said = word(values.get(traced[0]), traced[1])
    return ((marks[0][1], said),) if isinstance(said, str) else ()
