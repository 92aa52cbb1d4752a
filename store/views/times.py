"""Days and points in time as documents keep them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any


def moment(instant: object) -> datetime | None:
    """Return the point in time of an instant, in UTC; `None` where there is none."""
    at = instant.get("at") if isinstance(instant, Mapping) else instant  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]
    try:
        found = datetime.fromisoformat(at) if isinstance(at, str) else None
    except ValueError:
        return None
    return found if found is None or found.tzinfo else None


def day(value: object) -> date | None:
    """Return the day of a date, or of an instant where its own zone is; `None` where there is none."""
    if isinstance(value, str) and len(value) == 10:
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    at = moment(value)
    zone = value.get("zone") if isinstance(value, Mapping) else None  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]
    if at is None or not isinstance(zone, str):
        return at.date() if at else None
    from zoneinfo import ZoneInfo

    try:
        return at.astimezone(ZoneInfo(zone)).date()
    except (ValueError, OSError, KeyError):
        return at.date()


def local(at: str, zone: str | None) -> datetime | None:
    """Return a recorded moment by the coalition's clock, this machine's where *zone* is `None`.

    `None` for what is no moment; a zone that this machine hasn't got is passed over.
    """
    found = moment(at)
    if found is None:
        return None
    from zoneinfo import ZoneInfo

    try:
        return found.astimezone(ZoneInfo(zone) if zone else None)
    except (ValueError, OSError, KeyError, OverflowError):
        return found.astimezone()


def shown(value: object) -> str:
    """Return a day or a point in time as people read it."""
    from ..schema import instants

    if isinstance(value, Mapping):
        return instants.show(value)  # pyright: ignore[reportUnknownArgumentType]
    return str(value)


def days(count: int) -> str:
    """Return a number of days in words."""
    return "1 day" if count == 1 else f"{count} days"


def stamp(at: datetime) -> str:
    """Return a point in time as documents write it."""
    from datetime import UTC

    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def instant(at: datetime, zone: str | None) -> dict[str, Any]:
    """Return a point in time with its zone, this machine's where none is given."""
    from ..schema.instants import local_zone

    return {"at": stamp(at), "zone": zone or local_zone()}
