"""What of the history is asked for, read from what people type: `by:ada since:-7d until:fri kind:action letter`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from ..errors import Invalid
from ..schema import NAMES
from ..schema import kind as kind_named
from ..schema.dates import parse_date
from ..schema.text import quoted
from .history import Asked

FIELDS: Final = ("by", "since", "until", "kind")
_PART: Final = re.compile(r'(?:[a-z]+:)?(?:"[^"]*"?|\S+)', re.IGNORECASE)


class Sought(NamedTuple):
    """What was typed: what each field is to be, and the words besides."""

    fields: Mapping[str, str]
    words: str


def sought(text: str) -> Sought:
    """Return what was typed, told apart; of a field that is named twice the last one holds.

    A value of several words stands in quotes. One that nobody has typed yet asks for nothing.
    """
    fields: dict[str, str] = {}
    words: list[str] = []
    for part in _PART.finditer(text):
        name, _, rest = part[0].partition(":")
        if name.lower() not in FIELDS or ":" not in part[0]:
            words.append(part[0].replace('"', ""))
        elif value := rest.replace('"', "").strip():
            fields[name.lower()] = value
    return Sought(fields, " ".join(word for word in words if word))


def asked(
    today: date,
    *,
    since: str | None = None,
    until: str | None = None,
    by: str | None = None,
    kind: str | None = None,
) -> Asked:
    """Return what is asked for; raises `Invalid` for what is no day or no kind of document."""
    return Asked(
        since=parse_date(since, today) if since is not None else None,
        until=parse_date(until, today) if until is not None else None,
        by=by,
        kind=_kind(kind) if kind is not None else None,
    )


def _kind(text: str) -> str:
    """Return the kind that people mean by its name or what it is called, one or many of it."""
    wanted = text.strip().lower()
    for name in NAMES:
        called = {name, kind_named(name).noun}
        if wanted in called | {f"{one}s" for one in called}:
            return name
    raise Invalid(f"{quoted(text)} is no kind of thing.", f"Choose one of {', '.join(NAMES)}.")
