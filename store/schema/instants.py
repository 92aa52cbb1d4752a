"""Points in time as people write them, and the zones of clocks."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from ..errors import Invalid
from .dates import is_date, parse_date
from .text import quoted

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

HINT: Final = "Write 2026-12-01 17:00, fri 17:00, +3d or 2026-12-01 17:00 Europe/Paris."


def parse(text: str, now: datetime, zone: str | None = None, *, end: bool = True) -> dict[str, str]:
    """Return the point in time that a person means, `{"at", "zone"}`; raises `Invalid`.

    A day with a time and perhaps a zone, `2026-12-01 17:00 Europe/Paris`; or an instant of ISO 8601. Without
    a zone it is *zone*, else this machine's. A day alone means its last second, its first if *end* is false.
    """
    typed = text.strip()
    if found := _written_out(typed, zone):
        return found
    words = typed.replace("T", " ", 1).split() if _is_dated(typed) else typed.split()
    name = words.pop() if len(words) > 1 and _looks_like_zone(words[-1]) else zone or local_zone()
    place = _place(name)
    clock = _clock(words[-1]) if words else None
    if clock is not None:
        words.pop()
    if words and words[-1] == "at":
        words.pop()
    if words == ["now"] and clock is None:
        return _instant(now, name)
    today = now.astimezone(place).date()
    try:
        day = parse_date(" ".join(words), today) if words or clock is None else today
    except Invalid:
        raise Invalid(f"{quoted(text)} is no point in time.", HINT) from None
    return _instant(_local(text, day, clock or ((23, 59, 59) if end else (0, 0, 0)), place), name)


def _is_dated(text: str) -> bool:
    return len(text) > 10 and text[10] == "T" and is_date(text[:10])


def _written_out(text: str, zone: str | None) -> dict[str, str] | None:
    """Return an instant written with its distance from UTC."""
    if not is_date(text[:10]) or not (text.endswith(("Z", "z")) or "+" in text[11:] or "-" in text[11:]):
        return None
    from datetime import datetime

    try:
        found = datetime.fromisoformat(text)
        return None if found.tzinfo is None else _instant(found, zone or "UTC")
    except (ValueError, OverflowError):
        return None


def _looks_like_zone(word: str) -> bool:
    return "/" in word or word.upper() in ("UTC", "GMT", "Z")


def _clock(word: str) -> tuple[int, int, int] | None:
    """Return hour, minute and second of `17:00` or `17:00:30`, `None` where it is neither."""
    parts = word.split(":")
    if len(parts) not in (2, 3) or not all(p.isascii() and p.isdigit() and 0 < len(p) < 3 for p in parts):
        return None
    hour, minute, *rest = map(int, parts)
    second = rest[0] if rest else 0
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _local(text: str, day: date, clock: tuple[int, int, int], place: ZoneInfo) -> datetime:
    """Return a moment of a day in a zone; raises `Invalid` for an hour that the clocks skipped there."""
    from datetime import UTC, datetime

    found = datetime(day.year, day.month, day.day, *clock, tzinfo=place)
    try:
        again = found.astimezone(UTC).astimezone(place)
    except OverflowError:
        raise Invalid(f"{quoted(text)} is no point in time.", HINT) from None
    if again.replace(tzinfo=None) != found.replace(tzinfo=None) and clock != (0, 0, 0):
        raise Invalid(f"{quoted(text)} doesn't exist: the clocks go forward then.", "Give the hour after.")
    return found


def _instant(moment: datetime, zone: str) -> dict[str, str]:
    from datetime import UTC

    try:
        at = moment.astimezone(UTC)
    except OverflowError:
        raise Invalid(f"{quoted(str(moment))} is no point in time.", HINT) from None
    return {"at": f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z".rjust(24, "0"), "zone": zone}


def has_form(value: Mapping[str, Any]) -> bool:
    """Return whether a value has the form of an instant: `{"at": "YYYY-MM-DDTHH:MM:SS.mmmZ", "zone": …}`."""
    at, zone = value.get("at"), value.get("zone")
    if (
        len(value) != 2
        or not isinstance(at, str)
        or not isinstance(zone, str)
        or not at.isascii()
        or len(at) != 24
    ):
        return False
    sound = is_date(at[:10]) and at[10] == "T" and at[19] == "." and at[20:23].isdigit() and at[23] == "Z"
    return sound and len(at[11:19].replace(":", "")) == 6 and _clock(at[11:19]) is not None


def show(value: Mapping[str, Any]) -> str:
    """Return an instant as the clock in its zone shows it, `2026-12-01 17:00 Europe/Paris`."""
    from datetime import datetime

    at, zone = str(value.get("at", "")), str(value.get("zone", "UTC"))
    try:
        moment = datetime.fromisoformat(at).astimezone(_place(zone))
    except (ValueError, OverflowError, Invalid):
        return at
    return f"{moment:%Y-%m-%d %H:%M} {zone}"


def is_zone(name: str) -> bool:
    """Return whether a name is that of an IANA time zone."""
    try:
        _place(name)
    except Invalid:
        return False
    return True


def _place(name: str) -> ZoneInfo:
    from zoneinfo import ZoneInfo

    try:
        if not name or not name.isascii() or len(name) > 64:
            raise ValueError(name)
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise Invalid(f"{quoted(name)} is no time zone.", "Write it like Europe/Paris or UTC.") from None


def local_zone() -> str:
    """Return the name of this machine's time zone, `UTC` where it has none by name."""
    for name in (os.environ.get("TZ", "").removeprefix(":"), _linked_zone("/etc/localtime")):
        if name and is_zone(name):
            return name
    return "UTC"


def _linked_zone(path: str) -> str:
    try:
        return os.path.realpath(path).partition("/zoneinfo/")[2].removeprefix("posix/")
    except OSError:
        return ""
