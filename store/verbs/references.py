"""References: what a document names has to be there, and may not lead back to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from ..errors import Invalid, NotFound
from ..schema import kind as kind_named
from ..schema.naming import keys_in

if TYPE_CHECKING:
    from ..ledger import Ledger
    from ..schema.base import Kind


def check(ledger: Ledger, schema: Kind, values: Mapping[str, Any], coming: Collection[str] = ()) -> None:
    """Raise `NotFound` where a value names a document that is neither in this ledger nor *coming*."""
    for name, value in values.items():
        field = schema.fields.get(name)
        if field is not None and value is not None:
            for kinds, key in keys_in(field, value):
                if key not in coming:
                    exists(ledger, kinds, key)


def named(schema: Kind, values: Mapping[str, Any]) -> set[str]:
    """Return the keys of all documents that values name, whether they are there or not."""
    fields = ((schema.fields.get(name), value) for name, value in values.items())
    return {key for field, value in fields if field is not None and value for _, key in keys_in(field, value)}


def exists(ledger: Ledger, kinds: tuple[str, ...], key: str) -> str:
    """Return the kind that a key is of; raises `NotFound` where it is of none of *kinds*."""
    for kind in kinds:
        if ledger.get(kind, key) is not None:
            return kind
    what = " or ".join(kind_named(kind).noun for kind in kinds)
    raise NotFound(f"There is no {what} {key[:8]} in this ledger.", f"allied {kinds[0]} list shows them.")


def refuse_circle(ledger: Ledger, kind: str, key: str, field: str, targets: Iterable[str]) -> None:
    """Raise `Invalid`, naming the circle, where following *field* from the targets leads back to *key*."""
    start = ledger.book.key(key)
    came_from: dict[str, str] = {}
    waiting = [(ledger.book.key(target), start) for target in targets]
    while waiting:
        here, before = waiting.pop()
        if here == start:
            raise _circle(ledger, kind, start, before, came_from, kind_named(kind).fields[field].label)
        if here in came_from:
            continue
        came_from[here] = before
        beyond = (ledger.get(kind, here) or {}).get(field) or ()
        beyond = (beyond,) if isinstance(beyond, str) else cast("Iterable[str]", beyond)
        waiting += [(ledger.book.key(target), here) for target in beyond]


def _circle(
    ledger: Ledger, kind: str, start: str, last: str, came_from: Mapping[str, str], label: str
) -> Invalid:
    way = [last]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    names = [_quoted(ledger, kind, key) for key in (*reversed(way), start)]
    said = f" {label} ".join(names)
    noun = kind_named(kind).noun
    if len(names) == 2:
        article = "An" if noun[0] in "aeio" else "A"
        joined = "can't be part of itself" if label == "part of" else f"can't be in its own {label}"
        if label == "waits on":
            joined = "can't wait on itself"
        return Invalid(f"{article} {noun} {joined}.", "Name another, or leave it out.")
    return Invalid(f"That would go round in a circle: {said}.", "Take one of these out first.")


def _quoted(ledger: Ledger, kind: str, key: str) -> str:
    from ..schema.text import quoted

    title = kind_named(kind).title(ledger.get(kind, key) or {})
    return quoted(title) if title else ledger.short(kind, key)
