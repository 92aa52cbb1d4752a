"""Opt-ins over time: how many members were in at the end of each day, against how many are needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from . import times
from .mix import Mix, mix

if TYPE_CHECKING:
    from .reader import Doc, Reader, Trail


@dataclass(frozen=True, slots=True)
class Step:
    """From the end of a day on, so many members were in."""

    day: date
    count_in: int


@dataclass(frozen=True, slots=True)
class Progress:
    """An initiative's opt-ins over time.

    `began` is the day that anything was first recorded of a member, `steps` hold the days on which the number
    of members in changed, the oldest first. `target` is the number of members needed, `None` where none is
    named; `mix` says how many of those in count today.
    """

    initiative: str
    began: date | None
    steps: list[Step]
    count_in: int
    target: int | None
    mix: Mix

    def at(self, day: date) -> int:
        """Return how many members were in at the end of a day."""
        from bisect import bisect_right

        place = bisect_right(self.steps, day, key=lambda step: step.day)
        return self.steps[place - 1].count_in if place else 0


def progress(reader: Reader, today: date) -> list[Progress]:
    """Return the opt-ins over time of every initiative, in the order of the table.

    Days are those on which an answer was recorded, where the coalition is.
    """
    by: dict[str, list[Doc]] = {}
    for doc in reader.table("optin").values():
        by.setdefault(str(doc.get("initiative")), []).append(doc)
    trails, zone = reader.book.trails("optin"), reader.zone()
    found: list[Progress] = []
    for key, doc in reader.table("initiative").items():
        pasts = [_past(one, trails.get(one["id"]), zone) for one in by.get(key, ())]
        steps = _steps(pasts)
        counted = mix(reader, doc, today, by.get(key, ()))
        needed = [element.need for element in counted.elements if element.what == "members"]
        found.append(
            Progress(
                initiative=key,
                began=min((day for past in pasts for day, _ in past), default=None),
                steps=steps,
                count_in=steps[-1].count_in if steps else 0,
                target=needed[0] if needed else None,
                mix=counted,
            )
        )
    return found


def _past(optin: Doc, trail: Trail | None, zone: str | None) -> list[tuple[date, bool]]:
    """Return the days on which what a member answered was recorded, each with whether it was in from then on.

    The last answer is the one that stands: of two that cross, or after one was taken back, the document knows.
    """
    found: list[tuple[date, bool]] = []
    for at, said in trail.words if trail is not None else ():
        day = times.day({"at": at, "zone": zone} if zone else at)
        if day is not None:
            found.append((day, said == "in"))
    if found:
        found[-1] = found[-1][0], optin.get("state") == "in"
    return found


def _steps(pasts: Iterable[Sequence[tuple[date, bool]]]) -> list[Step]:
    """Return the days on which the number of those in changed, by what each was at the end of the day."""
    changes: dict[date, int] = {}
    for past in pasts:
        was = False
        for day, is_in in dict(past).items():  # of several answers of a day the last one stands
            if is_in != was:
                changes[day] = changes.get(day, 0) + (1 if is_in else -1)
                was = is_in
    steps: list[Step] = []
    count = 0
    for day in sorted(changes):
        if changes[day]:
            count += changes[day]
            steps.append(Step(day, count))
    return steps
