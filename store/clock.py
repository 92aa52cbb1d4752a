"""What time it is: the clock, unless a script or a test fixed it by `ALLIED_NOW`."""

from __future__ import annotations

import os
import time
from datetime import UTC

from .errors import Invalid

FIXED = "ALLIED_NOW"


def milliseconds() -> int:
    """Return the time now, in milliseconds since 1970; raises `Invalid` for a wrong `ALLIED_NOW`."""
    fixed = os.environ.get(FIXED)
    if not fixed:
        return time.time_ns() // 1_000_000
    from datetime import datetime

    try:
        instant = datetime.fromisoformat(fixed)
    except ValueError:
        raise Invalid(f"{FIXED} is no instant.", f"Write it like {FIXED}=2026-11-23T10:20:00Z.") from None
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=UTC)
    return int(instant.timestamp() * 1000)


def stamp(milliseconds: int, coarseness: str | None = None) -> str:
    """Return an instant as `YYYY-MM-DDTHH:MM:SS.mmmZ`, cut to the hour or the day if asked."""
    whole = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(milliseconds // 1000))
    if coarseness == "day":
        return whole[:10] + "T00:00:00.000Z"
    if coarseness == "hour":
        return whole[:13] + ":00:00.000Z"
    return f"{whole}.{milliseconds % 1000:03d}Z"
