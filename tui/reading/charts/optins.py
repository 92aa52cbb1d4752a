"""Opt-ins over time, a line an initiative."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ... import words
from ...drawn.steps import Course, spark
from ...page import Cell, Column, Page, Row
from .. import mixed

if TYPE_CHECKING:
    from ....store.views.progress import Progress
    from ....store.views.reader import Reader


class Charted(NamedTuple):
    """An initiative's opt-ins over time, with the day on which they are looked at."""

    progress: Progress
    today: date


def page(reader: Reader) -> Page:
    """Return the initiatives by title, those that are closed last."""
    from ....store.views.progress import progress

    today, table = reader.today(), reader.table("initiative")
    rows = [
        Row(one.initiative, "initiative", one.initiative, table[one.initiative], Charted(one, today))
        for one in progress(reader, today)
    ]
    rows.sort(key=lambda row: (row.doc.get("stage") == "closed", title(row).lower(), row.key))
    number = sum(row.thing.progress.count_in for row in rows)
    counted = f"{words.count(number, 'opt-in')} to {words.count(len(rows), 'initiative')}"
    empty = "No initiative yet: nothing to opt in to. 3 and then a adds one."
    return Page(rows, _columns(), haystack, counted if rows else "", empty)


def title(row: Row) -> str:
    """Return the title of the initiative that a line stands for."""
    return str(row.doc.get("title") or row.doc.get("handle") or "")


def haystack(row: Row) -> str:
    """Return what a filter looks through."""
    return f"{title(row)} {row.doc.get('handle')} {row.doc.get('stage')}".lower()


def course(thing: Charted) -> Course | None:
    """Return an initiative's opt-ins as a course of days up to today, `None` before anything was recorded."""
    it = thing.progress
    if it.began is None:
        return None
    last = max(thing.today, it.began, *(step.day for step in it.steps))
    return Course(it.at, it.began, last, it.target)


def told(thing: Charted) -> Sequence[str]:
    """Return an initiative's opt-ins in sentences."""
    it = thing.progress
    aside = len(it.mix.aside)
    counted = f", {aside} of them not counted" if aside else ""
    if it.target is None:
        needed = "no number of members is said to be needed"
    else:
        there = next(one for one in it.mix.elements if one.what == "members")
        to_go = words.count(there.missing, "member") + " to go"
        needed = f"{it.target} needed, {to_go if there.missing else '✓ reached'}"
    said = [f"{it.count_in} in today{counted} · {needed}"]
    month = it.count_in - it.at(date.fromordinal(max(1, thing.today.toordinal() - 30)))
    if it.began is not None:
        said.append(f"{month:+d} in the last 30 days · first recorded {words.day(it.began, thing.today)}")
    others = [
        f"{'✓' if not one.missing else '·'} {one.what} {one.have}/{one.need}" for one in it.mix.elements
    ]
    if others:
        said.append(f"mix {mixed.lacking(it.mix).text}: {'  '.join(others)}")
    return said


def _drawn(row: Row, room: int) -> Sequence[Cell]:
    found = course(row.thing)
    if found is None:
        return [Cell("nothing recorded", "dim")]
    reached = found.target is not None and row.thing.progress.count_in >= found.target
    return [Cell(spark(found, room), "good" if reached else "accent")]


def _columns() -> tuple[Column, ...]:
    def name(row: Row) -> Cell:
        closed = row.doc.get("stage") == "closed"
        return Cell(words.titled(row.doc, title(row)), "dim" if closed else "strong")

    def number(row: Row) -> Cell:
        return Cell(str(row.thing.progress.count_in))

    def needed(row: Row) -> Cell:
        target = row.thing.progress.target
        return Cell("·" if target is None else str(target), "dim" if target is None else "")

    def order(row: Row) -> Any:
        return row.thing.progress.target or 0

    return (
        Column("title", "Initiative", name, 24, 2, 9, lambda row: title(row).lower()),
        Column("course", "In, over time", number, 18, 2, 6, drawn=_drawn),
        Column("in", "In", number, 4, 0, 8, lambda row: -row.thing.progress.count_in, True),
        Column("needed", "Needed", needed, 6, 0, 7, order, True),
        Column("mix", "Mix", lambda row: mixed.lacking(row.thing.progress.mix), 22, 0, 8,
               lambda row: mixed.order(row.thing.progress.mix),
               fitted=lambda row, room: mixed.lacking(row.thing.progress.mix, room)),
    )  # fmt: skip
