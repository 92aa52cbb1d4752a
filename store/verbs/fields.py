"""What people type, as values of a kind's fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..schema import kind as kind_named

if TYPE_CHECKING:
    from datetime import date, datetime

    from ..ledger import Ledger
    from ..schema.field import Field

Text = str | Sequence[str] | None
Find = Callable[[Sequence[str], str], tuple[str, str]]
"""Gives kind and key of what a text names among some kinds; raises `NotFound`, `Ambiguous`."""


class LedgerContext:
    """The time and the place that what is typed is understood in, and who is called what."""

    def __init__(self, ledger: Ledger, find: Find | None = None) -> None:
        """Understand what is typed as in a ledger, with names found by *find* where the ledger isn't to."""
        self._ledger = ledger
        self._find = find or ledger.find

    @property
    def today(self) -> date:
        """The date where the coalition is."""
        return self._ledger.today()

    @property
    def now(self) -> datetime:
        """The time now, in UTC."""
        return self._ledger.now()

    @property
    def zone(self) -> str | None:
        """The coalition's IANA time zone."""
        return self._ledger.zone()

    def find(self, kinds: Sequence[str], text: str) -> tuple[str, str]:
        """Return kind and key of what *text* names; raises `NotFound` or `Ambiguous`."""
        return self._find(kinds, text)

    def resolve(self, kinds: tuple[str, ...], text: str) -> str:
        """Return the key of what *text* names; raises `NotFound` or `Ambiguous`."""
        return self._find(kinds, text)[1]


def context(ledger: Ledger) -> LedgerContext:
    """Return what a field's type needs to understand what is typed."""
    return LedgerContext(ledger)


def parse_fields(
    ledger: Ledger, kind: str, raw: Mapping[str, Text], ctx: LedgerContext | None = None
) -> dict[str, Any]:
    """Return the values that texts mean, by field; raises `Invalid`, `NotFound`, `Ambiguous`.

    Nothing (`None`, an empty text, an empty list) clears a field; `KEY=` clears one entry of a map.
    """
    schema = kind_named(kind)
    ctx = ctx or context(ledger)
    found: dict[str, Any] = {}
    for name, text in raw.items():
        field = schema.fields.get(name)
        if field is None:
            schema.encode({name: text})  # raises, naming the nearest
        elif text is None or not (text.strip() if isinstance(text, str) else any(p.strip() for p in text)):
            found[name] = [] if field.many else None
        elif field.map is not None:
            found[name] = _entries(field, [text] if isinstance(text, str) else text, ctx)
        else:
            parts = text if isinstance(text, str) else [part for part in text if part.strip()]
            found[name] = field.parse(parts, ctx)
    return found


def _entries(field: Field, texts: Sequence[str], ctx: LedgerContext) -> dict[str, Any]:
    """Return the entries of a map that were typed, `None` for those typed without a value."""
    assert field.map is not None
    found: dict[str, Any] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if equals and name.strip() and not value.strip():
            found[field.map.parse(name.strip(), ctx)] = None
        elif text.strip():
            found.update(field.parse([text], ctx))
    return found
