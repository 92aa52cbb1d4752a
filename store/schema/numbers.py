"""Types of values that are counted: yes or no, whole numbers, shares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from ..errors import Invalid
from .text import quoted
from .types import Context, Json, Type


class Flag(Type):
    """Yes or no."""

    __slots__ = ()
    name = "flag"
    shape = bool
    _WORDS: Final[Mapping[str, bool]] = {
        **dict.fromkeys(("yes", "y", "true", "on", "1"), True),
        **dict.fromkeys(("no", "n", "false", "off", "0"), False),
    }

    def check(self, value: Json) -> bool:
        """Return the flag."""
        if not isinstance(value, bool):
            raise Invalid(f"{quoted(value)} is neither yes nor no.", "Write yes or no.")
        return value

    def parse(self, text: str, ctx: Context) -> bool:
        """Return what was typed: yes, no and their like."""
        return self.check(self._WORDS.get(text.strip().lower(), text))

    def show(self, value: Json) -> str:
        """Return `yes` or `no`."""
        return "yes" if value else "no"


class Count(Type):
    """A whole number from *least* up, of *unit*."""

    __slots__ = ("least", "unit")
    name = "count"
    shape = int

    def __init__(self, unit: str = "", least: int = 0) -> None:
        self.unit = unit
        self.least = least

    def check(self, value: Json) -> int:
        """Return the number."""
        if not isinstance(value, int) or isinstance(value, bool):
            raise Invalid(
                f"{quoted(value)} is no whole number.", f"Write a whole number{self._of()}, like 12."
            )
        if not self.least <= value < 10**9:
            more = "leave it out where it isn't known" if self.least else "use a whole number from 0 up"
            raise Invalid(
                f"{value} is too {'small' if value < self.least else 'great'}.", f"{more.capitalize()}."
            )
        return value

    def parse(self, text: str, ctx: Context) -> int:
        """Return the number typed, with its unit or without: `2`, `2 hours`, `1 hour`, `2h`."""
        digits = text.strip()
        if self.unit:
            ways = (self.unit, self.unit.removesuffix("s"), "h" if self.unit == "hours" else self.unit)
            ending = next((way for way in ways if digits.lower().endswith(way)), "")
            digits = digits[: len(digits) - len(ending)].rstrip()
        plain = digits.removeprefix("-")
        return self.check(int(digits) if plain.isascii() and plain.isdigit() and len(plain) < 16 else text)

    def show(self, value: Json) -> str:
        """Return the number with its unit."""
        unit = self.unit.removesuffix("s") if value == 1 else self.unit
        return f"{value} {unit}" if unit else str(value)

    def say(self, value: Json) -> str:
        """Return the number with its unit, of one without the plural's ending."""
        return self.show(value).removesuffix("s") if value == 1 and self.unit else self.show(value)

    def describe(self) -> dict[str, Json]:
        """Return the type as plain data."""
        return {"type": self.name, "least": self.least, "unit": self.unit or None}

    def _of(self) -> str:
        return f" of {self.unit}" if self.unit else ""


class Share(Type):
    """A part of a whole, `[n, d]`, more than nothing and at most all."""

    __slots__ = ()
    name = "share"
    shape = list

    def fits(self, value: Json) -> bool:
        """Return whether a value is two numbers, the second not nothing."""
        parts = cast("list[Any]", value) if isinstance(value, list) else []
        return [type(part) for part in parts] == [int, int] and parts[1] > 0

    def check(self, value: Json) -> list[int]:
        """Return the share."""
        if self.fits(value) and 0 < value[0] <= value[1] < 10**9:
            return [value[0], value[1]]
        raise Invalid(f"{quoted(value)} is no share.", "Write 2/3 or 60%: more than 0, and 100% at most.")

    def parse(self, text: str, ctx: Context) -> list[int]:
        """Return the share typed: `2/3`, `60%`, `0.6`."""
        from fractions import Fraction

        typed = text.strip()
        number = typed.removesuffix("%").strip()
        try:
            if len(number) > 12 or not set(number) <= set("0123456789./ "):
                raise ValueError
            found = Fraction(number.replace(" ", ""))
        except (ValueError, ZeroDivisionError):
            return self.check(text)
        found = found / 100 if typed.endswith("%") else found
        return self.check([found.numerator, found.denominator]) if 0 < found <= 1 else self.check(text)

    def show(self, value: Json) -> str:
        """Return the share as a fraction."""
        return f"{value[0]}/{value[1]}"
