"""The order of a list: by a field, those without it last, the same every time."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, cast

from ...store.errors import Usage
from ...store.schema import kind as kind_named
from .fields import several, spelled

if TYPE_CHECKING:
    from ...store.schema.field import Field
    from ...store.views.reader import Reader

Doc = dict[str, Any]

URGENCY: Final = "urgency"  # no field: how much an action presses today
# What a list is sorted by where nothing is said, by kind.
_ORDER: Final = {
    "member": "handle",
    "group": "handle",
    "initiative": "handle",
    "action": URGENCY,
    "decision": "closes",
    "meeting": "starts",
}


def in_order(reader: Reader, kind: str, docs: list[Doc], said: str) -> list[Doc]:
    """Return documents in order, those without the field last, the same every time."""
    of = kind_named(kind)
    if kind == "action" and (said.removeprefix("-") or _ORDER[kind]) == URGENCY:
        return _by_urgency(reader, docs, said.startswith("-"))
    name = said.removeprefix("-") if said else _ORDER.get(kind) or (of.title_fields or ("initiative",))[0]
    field = field_named(kind, name, f"--sort {said}") if said else of.fields[name]
    docs.sort(key=itemgetter("id"))
    by_value: dict[Any, list[Doc]] = {}
    for doc in docs:
        value = doc.get(field.name, field.default)
        by_value.setdefault(value if isinstance(value, (str, int)) else _sortable(value), []).append(doc)
    without = by_value.pop(None, [])
    values = sorted(by_value, key=_key(field), reverse=said.startswith("-"))
    return [doc for value in values for doc in by_value[value]] + without


def _by_urgency(reader: Reader, docs: list[Doc], least_first: bool) -> list[Doc]:
    from ...store.views.urgency import by_urgency

    ordered = by_urgency(docs, reader.table("action"), reader.today())
    return ordered[::-1] if least_first else ordered


def _sortable(value: Any) -> str | None:
    """Return a value that has parts as text that sorts as it does."""
    if not value:
        return None
    return str(cast("Doc", value).get("at", "") if isinstance(value, dict) else value)


def _key(field: Field) -> Callable[[Any], Any]:
    """Return what a field's values are sorted by: words of a vocabulary in its order, texts without case."""
    if field.words and not several(field):
        ranks = {word: place for place, word in enumerate(field.words)}
        return lambda value: (ranks.get(value, -1), str(value))
    if field.type.name in ("line", "name", "text"):
        return lambda value: (str(value).casefold(), str(value))
    return lambda value: (isinstance(value, str), value)


def field_named(kind: str, name: str, said: str) -> Field:
    """Return the field of a kind that a person named in *said*; raises `Usage`, naming the nearest."""
    fields = kind_named(kind).fields
    asked = name.strip().replace("-", "_")
    if asked in fields:
        return fields[asked]
    for field in fields.values():  # by its option's name too
        if spelled(field) == f"--{asked.replace('_', '-')}":
            return field
    from difflib import get_close_matches

    near = get_close_matches(asked, fields) or list(fields)[:8]
    raise Usage(f"{said}: {kind_named(kind).noun} has no field {name!r}.", f"There are {', '.join(near)}.")
