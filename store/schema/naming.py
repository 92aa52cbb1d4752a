"""Which documents a value names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from . import keys

if TYPE_CHECKING:
    from .field import Field

_GROUP: Final = "group:"


def keys_in(field: Field, value: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the kinds and the key of each document of this ledger that a field's value names."""
    if field.map is not None and isinstance(value, Mapping):
        parts = cast("Mapping[str, Any]", value)
        for key, part in parts.items():
            if part is not None:
                yield from _keys(field.map.kinds, key)
                yield from _inside(field, part)
        return
    for part in cast("list[Any]", value) if field.many and isinstance(value, list) else [value]:
        yield from _inside(field, part)


def _inside(field: Field, value: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    yield from _keys(field.kinds, value)
    fields: Mapping[str, Field] = getattr(field.type, "fields", {})
    if isinstance(value, Mapping):
        parts = cast("Mapping[str, Any]", value)
        for name, part in fields.items():
            if parts.get(name) is not None:
                yield from keys_in(part, parts[name])


def _keys(kinds: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    if not kinds or not isinstance(value, str):
        return
    if value.startswith(_GROUP):
        yield from _keys(("group",), value.removeprefix(_GROUP))
    elif keys.is_hex(last := value.rpartition(":")[2]):
        yield kinds, last
