"""Types of values that are in time: days, points in time, and the zones of clocks."""

from __future__ import annotations

from typing import Any, Final, cast

from ..errors import Invalid
from .text import quoted
from .types import Context, Json, Type, string

_DATES: Final = "Write 2026-12-01, fri, tomorrow, +3d, 2w or end of month."


class Date(Type):
    """A day, `YYYY-MM-DD`."""

    __slots__ = ()
    name = "date"

    def check(self, value: Json) -> str:
        """Return the day as it is written in ISO 8601."""
        from .dates import is_date

        text = string(value)
        if not is_date(text):
            raise Invalid(f"{quoted(text)} is no date.", _DATES)
        return text

    def parse(self, text: str, ctx: Context) -> str:
        """Return the day typed."""
        from .dates import parse_date

        return parse_date(text, ctx.today).isoformat()


class Instant(Type):
    """A point in time in UTC, and its zone: `{"at", "zone"}`. A day alone means its end, or its start."""

    __slots__ = ("end",)
    name = "instant"
    shape = dict

    def fits(self, value: Json) -> bool:
        """Return whether a value has the form of an instant; its zone may be one this machine hasn't got."""
        from .instants import has_form

        return isinstance(value, dict) and has_form(cast("dict[str, Any]", value))

    def __init__(self, *, end: bool = True) -> None:
        self.end = end

    def check(self, value: Json) -> dict[str, str]:
        """Return the instant."""
        from .instants import is_zone

        if not self.fits(value) or not is_zone(value["zone"]):
            raise Invalid(
                f"{quoted(value)} is no point in time.",
                'It takes {"at": "2026-12-01T16:00:00.000Z", "zone": "Europe/Paris"}.',
            )
        return {"at": value["at"], "zone": value["zone"]}

    def parse(self, text: str, ctx: Context) -> dict[str, str]:
        """Return the instant typed."""
        from .dates import parse_instant

        return parse_instant(text, ctx.now, ctx.zone, end=self.end)

    def show(self, value: Json) -> str:
        """Return the instant as the clock in its zone shows it."""
        from .instants import show

        return show(value)


class Zone(Type):
    """An IANA time zone."""

    __slots__ = ()
    name = "zone"

    def check(self, value: Json) -> str:
        """Return the zone's name."""
        from .instants import is_zone

        text = string(value)
        if not is_zone(text):
            raise Invalid(f"{quoted(text)} is no time zone.", "Write it like Europe/Paris or UTC.")
        return text
