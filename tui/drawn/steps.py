"""Steps over time: a number that changes from one day to the next, against a line that it should reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Final

from ..page import Cell

_EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
_LINE: Final = "╌"
_BAND: Final = "▓"
_NEEDED: Final = " needed"
_APART: Final = 16
"""Cells between two dates under the axis."""


@dataclass(frozen=True, slots=True)
class Course:
    """A number by day from a first day to a last, and the number that it should come to."""

    at: Callable[[date], int]
    first: date
    last: date
    target: int | None


def spark(course: Course, room: int) -> str:
    """Return the course in one line of cells."""
    values = [course.at(day) for day in _days(course, room)]
    top = max(*values, course.target or 0, 1)
    return "".join(_EIGHTHS[min(8, max(1, round(v * 8 / top)))] if v > 0 else "·" for v in values)


def steps(course: Course, today: date, width: int, height: int) -> list[list[Cell]]:
    """Return the course as lines: the numbers at the left, the dates under it.

    Where the steps are higher than the line they should reach, it goes through them as a band.
    """
    rows = max(1, height - 2)
    top = max(course.at(course.last), *(course.at(day) for day in _days(course, width)), 1)
    scale, line = _scale(top, course.target, rows)
    numbers = {-(-_eighths(top, scale, rows) // 8) - 1: str(top)} if top != course.target else {}
    if line is not None:
        numbers[line] = str(course.target)
    left = max(len(number) for number in numbers.values())
    room = max(1, width - left - 2)
    levels = [_eighths(course.at(day), scale, rows) for day in _days(course, room)]
    drawn: list[list[Cell]] = []
    for row in range(rows - 1, -1, -1):
        number = numbers.get(row, "")
        head = Cell(f"{number:>{left}} {'┤' if number else '│'}", "dim")
        drawn.append([head, *_row(levels, row, line)])
        if row == line:
            _name(drawn[-1])
    marks = _marks(course, today, room)
    axis = "".join("┬" if column in marks else "─" for column in range(room))
    under = _under(marks, room)
    return [*drawn, [Cell(f"{'0':>{left}} └{axis}", "dim")], [Cell(" " * (left + 2) + under, "dim")]]


def _days(course: Course, room: int) -> list[date]:
    """Return the day that each cell ends with."""
    span = (course.last - course.first).days + 1
    return [
        course.first + timedelta(days=min(span - 1, ((cell + 1) * span - 1) // room))
        for cell in range(max(1, room))
    ]


def _scale(top: int, target: int | None, rows: int) -> tuple[float, int | None]:
    """Return the rows that one takes, and the row of the line: the one above as many as are needed."""
    if not target or target < 0:
        return rows / top, None
    if top > target:
        scale = rows / top
        return scale, max(0, min(rows - 2, ceil(target * scale)))  # the topmost row is that of the most
    # What is one short must not touch the line, be there ever so little room.
    return max(1, rows - 1) / target, rows - 1


def _eighths(value: int, scale: float, rows: int) -> int:
    return min(rows * 8, max(1, round(value * scale * 8))) if value > 0 else 0


def _row(levels: Sequence[int], row: int, line: int | None) -> list[Cell]:
    """Return one row of the steps, cells of the same tone together."""
    pieces: list[Cell] = []
    for level in levels:
        filled = min(8, max(0, level - row * 8))
        if row == line:
            cell = Cell(_BAND, "good") if filled == 8 else Cell(_LINE, "warn") if not filled else None
        else:
            cell = None
        # The edge is what is read: what lies under it is held back.
        cell = cell or Cell(_EIGHTHS[filled], "soft" if level > (row + 1) * 8 else "accent")
        if pieces and pieces[-1].tone == cell.tone:
            pieces[-1] = Cell(pieces[-1].text + cell.text, cell.tone)
        else:
            pieces.append(cell)
    return pieces


def _name(pieces: list[Cell]) -> None:
    """Say what the line is, where the steps leave room at its end."""
    text, tone = pieces[-1]
    if set(text) == {_LINE} and len(text) > 2 * len(_NEEDED):
        pieces[-1] = Cell(text[: -len(_NEEDED)] + _NEEDED, tone)


def _marks(course: Course, today: date, room: int) -> dict[int, str]:
    """Return which cells of the axis have a date under them, and which date."""
    days = _days(course, room)
    last = "today" if course.last == today else _said(course.last, today)
    marks = {room - 1: last}
    if days[0] != course.last and room > len(last) + len(_said(days[0], today)) + 2:
        marks[0] = _said(days[0], today)
        count = max(1, room // _APART)
        for place in range(1, count):
            column = place * room // count
            said = _said(days[column], today)
            if said not in marks.values() and column + len(said) + 1 < room - len(last):
                marks[column] = said
    return marks


def _under(marks: dict[int, str], room: int) -> str:
    """Return the dates, each beginning under its mark, the last one ending there."""
    line = ""
    for column in sorted(marks):
        said = marks[column]
        start = column if column < room - 1 else max(0, room - len(said))
        line = line.ljust(start)[: max(start, 0)] + said
    return line


def _said(day: date, today: date) -> str:
    """Return a day without the weekday, with the year where it isn't this one."""
    return f"{day.day} {day:%b}" + ("" if day.year == today.year else f" {day.year}")
