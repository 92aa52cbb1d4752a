"""Days as people write them. The library's calendar is imported only when there is something to work out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..errors import Invalid
from .text import quoted

if TYPE_CHECKING:
    from datetime import date, datetime

HINT: Final = "Write 2026-12-01, fri, tomorrow, +3d, 2w or end of month."

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}
_UNITS: Final = {"d": "day", "w": "week", "m": "month", "y": "year", "q": "quarter"}
_SHORT: Final = {"eow": "end of week", "eom": "end of month", "eoq": "end of quarter", "eoy": "end of year"}


def is_date(text: str) -> bool:
    """Return whether a text is a day of the calendar, `YYYY-MM-DD`."""
    parts = text.split("-")
    if len(text) != 10 or [len(part) for part in parts] != [4, 2, 2]:
        return False
    if not all(part.isascii() and part.isdigit() for part in parts):
        return False
    year, month, day = map(int, parts)
    return year > 0 and 1 <= month <= 12 and 1 <= day <= _last_day(year, month)


def parse_date(text: str, today: date) -> date:
    """Return the day that a person means; raises `Invalid`.

    `2026-12-01`; `today`, `tomorrow`, `yesterday`; `fri` (the next one, never today); `+3d`, `2w`, `-1m`,
    `in 3 days`, `next week`; `end of month`. A month after the 31st of January is the last day of February.
    """
    words = text.strip().lower().split()
    try:
        found = _day(words, today)
    except (OverflowError, ValueError):
        found = None
    if found is None:
        raise Invalid(f"{quoted(text)} is no date.", HINT)
    return found


def _day(words: list[str], today: date) -> date | None:
    if len(words) == 1:
        word = _SHORT.get(words[0], words[0])
        if " " not in word:
            return _written(word) or _named_day(word, today) or _offset(word, today)
        words = word.split()
    if words[:2] == ["end", "of"]:
        rest = words[3:] if words[2:3] in (["the"], ["this"]) else words[2:]
        return _end_of(rest[0], today) if len(rest) == 1 else None
    if words[:1] == ["in"]:
        words = words[1:]
    elif words[:1] == ["next"] and len(words) == 2:
        return _named_day(words[1], today) or _later(today, 1, words[1])
    if len(words) == 2 and words[1].removesuffix("s") in _UNITS.values():
        return _later(today, _number(words[0]), words[1].removesuffix("s"))
    return None


def _written(word: str) -> date | None:
    from datetime import date

    return date.fromisoformat(word) if is_date(word) else None


def _named_day(word: str, today: date) -> date | None:
    from datetime import timedelta

    if word in _NEAR:
        return today + timedelta(days=_NEAR[word])
    if len(word) < 3:
        return None
    for index, name in enumerate(_WEEKDAYS):
        if name.startswith(word):
            return today + timedelta(days=(index - today.weekday() - 1) % 7 + 1)
    return None


def _offset(word: str, today: date) -> date | None:
    return _later(today, _number(word[:-1]), _UNITS[word[-1]]) if word[-1:] in _UNITS else None


def _number(text: str) -> int:
    digits = text.removeprefix("+").removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 6 or len(text) - len(digits) > 1:
        raise ValueError(text)
    return int(text)


def _later(day: date, count: int, unit: str) -> date | None:
    from datetime import timedelta

    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    if months is None:
        return None
    years, month = divmod(day.year * 12 + day.month - 1 + count * months, 12)
    last = _last_day(years, month + 1)
    return day.replace(year=years, month=month + 1, day=min(day.day, last))


def _end_of(unit: str, today: date) -> date | None:
    from datetime import timedelta

    if unit == "week":
        return today + timedelta(days=6 - today.weekday())
    month = {"month": today.month, "quarter": (today.month + 2) // 3 * 3, "year": 12}.get(unit)
    return today.replace(month=month, day=_last_day(today.year, month)) if month else None


def _last_day(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def parse_instant(text: str, now: datetime, zone: str | None = None, *, end: bool = True) -> dict[str, Any]:
    """Return the point in time that a person means, `{"at", "zone"}`; see `instants`. Raises `Invalid`."""
    from . import instants

    return instants.parse(text, now, zone, end=end)
