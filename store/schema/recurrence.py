"""How often an action comes again: a recurrence rule of RFC 5545, without what the clock would need."""

from __future__ import annotations

from typing import Final

from ..errors import Invalid
from .text import quoted
from .types import Context, Json, Type, string

_FREQUENCIES: Final = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_WORDS: Final = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year"}
_DAYS: Final = {
    "MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday", "SA": "Saturday",
    "SU": "Sunday",
}  # fmt: skip
_HINT: Final = "Write weekly, every 2 months, or a rule like FREQ=WEEKLY;BYDAY=MO."


class Recurrence(Type):
    """A rule like `FREQ=MONTHLY;INTERVAL=2`."""

    __slots__ = ()
    name = "recurrence"

    def check(self, value: Json) -> str:
        """Return the rule, in capitals."""
        text = string(value)
        parts = [part.partition("=") for part in text.upper().removeprefix("RRULE:").split(";")]
        rule = {name: value for name, _, value in parts}
        sound = len(rule) == len(parts) and rule.get("FREQ") in _FREQUENCIES.values()
        if (
            not sound
            or not all(_fits(name, value) for name, value in rule.items())
            or {"COUNT", "UNTIL"} <= set(rule)
        ):
            raise Invalid(f"{quoted(text)} is no rule of recurrence.", _HINT)
        return ";".join(f"{name}={value}" for name, value in rule.items())

    def parse(self, text: str, ctx: Context) -> str:
        """Return the rule typed, or said in words: `weekly`, `every month`, `every 2 weeks`."""
        whole, on, days = text.strip().lower().partition(" on ")
        words = whole.split()
        if len(words) == 1 and words[0] in _WORDS:
            words = ["every", _WORDS[words[0]]]
        if len(words) in (2, 3) and words[0] == "every":
            unit = _FREQUENCIES.get(words[-1].removesuffix("s"))
            count = words[1] if len(words) == 3 else "1"
            by = f";BYDAY={_by(days)}" if on else ""
            if unit and _is_number(count, 1, 999) and by != ";BYDAY=":
                return (f"FREQ={unit}" if int(count) == 1 else f"FREQ={unit};INTERVAL={int(count)}") + by
        return self.check(text.strip())

    def show(self, value: Json) -> str:
        """Return the rule in words that can be typed again, one that says more as it is kept."""
        parts = [part.partition("=") for part in str(value).split(";")]
        rule = {name: said for name, _, said in parts}
        unit = next((u for u, frequency in _FREQUENCIES.items() if frequency == rule.get("FREQ")), None)
        days = [_DAYS.get(day) for day in rule.get("BYDAY", "").split(",") if day]
        if unit is None or None in days or not rule.keys() <= {"FREQ", "INTERVAL", "BYDAY"}:
            return str(value)
        count = int(rule.get("INTERVAL", "1"))
        return (f"every {unit}" if count == 1 else f"every {count} {unit}s") + (
            f" on {' and '.join(day or '' for day in days)}" if days else ""
        )


def _by(text: str) -> str:
    """Return weekdays as a rule names them, empty where one is none."""
    codes = {day.lower(): code for code, day in _DAYS.items()}
    names = text.replace(",", " ").replace(" and ", " ").split()
    return ",".join(codes[name] for name in names) if all(name in codes for name in names) else ""


def _fits(name: str, value: str) -> bool:
    if name == "FREQ":
        return True
    if name in ("INTERVAL", "COUNT"):
        return _is_number(value, 1, 999)
    if name == "BYDAY":
        return all(
            part[-2:] in _DAYS and (len(part) == 2 or _is_number(part[:-2], -53, 53))
            for part in value.split(",")
        )
    if name == "BYMONTHDAY":
        return all(_is_number(part, -31, 31) for part in value.split(","))
    if name == "BYMONTH":
        return all(_is_number(part, 1, 12) for part in value.split(","))
    if name == "BYSETPOS":
        return all(_is_number(part, -366, 366) for part in value.split(","))
    if name == "WKST":
        return value in _DAYS
    return name == "UNTIL" and len(value) == 8 and _is_number(value, 10101, 99991231)


def _is_number(text: str, least: int, most: int) -> bool:
    digits = text.lstrip("+-") if len(text) > 1 and text[1:].isdigit() else text
    return (
        digits.isascii()
        and digits.isdigit()
        and len(digits) < 10
        and least <= int(text) <= most
        and int(text) != 0
    )
