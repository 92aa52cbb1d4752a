"""Which wording of an ask a member saw: from when it is, in which language, and whether it still holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..schema import asks
from . import times
from .reader import entries

if TYPE_CHECKING:
    from .reader import Reader

_SINCE: Final = {
    "current": "the current ones",
    "editorial": "changed since, but not in what is asked",
    "material": "what is asked has changed since",
}


class Saw(NamedTuple):
    """A wording that a member saw."""

    on: date | None
    """The day it was written down, where that may be seen."""
    language: str | None
    since: str
    """`current`, else how it was changed since: `editorial` or `material`."""


def saw(reader: Reader, optin: Mapping[str, Any]) -> Saw | None:
    """Return which wording the member of an opt-in saw; `None` where that isn't known, or not here."""
    about, key = str(optin.get("initiative")), optin.get("ask")
    ask = entries(reader.get("initiative", about) or {}, "ask")
    wording = ask.get(str(key))
    if wording is None:
        return None
    written = reader.book.live("initiative", about).get(f"ask/{key}", ())
    at = times.local(written[0].mark.at, reader.zone()) if written else None
    since = (
        "material"
        if asks.is_stale(ask, str(key))
        else "editorial"
        if asks.after(ask, str(key))
        else "current"
    )
    language = optin.get("ask_language") or wording.get("language")
    return Saw(at.date() if at else None, str(language) if language else None, since)


def told(found: Saw, day: str) -> str:
    """Return which wording was seen, in words; *day* is the day it is from as it is to be said."""
    parts = [
        f"the words of {day}" if day else "words without a day",
        *([found.language] if found.language else []),
    ]
    return f"{', '.join(parts)}: {_SINCE[found.since]}"
