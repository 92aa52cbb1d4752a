"""Answers as plain data: what a view found, as JSON takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final, cast

_PLAIN: Final = frozenset((str, int, bool))


def plain(value: object) -> Any:
    """Return dataclasses as objects, and what they hold as lists, objects and plain values.

    What a view put in several places, as the cells of a matrix, is made plain once and is to be read only.
    """
    return _plain(value, {}, {})


def _plain(value: object, made: dict[int, Any], names: dict[type, tuple[str, ...]]) -> Any:
    kind = type(value)
    if value is None or kind in _PLAIN:
        return value
    if kind is list or kind is tuple:
        return [_plain(part, made, names) for part in cast("list[object]", value)]
    if isinstance(value, Mapping):
        parts = cast("Mapping[str, object]", value)
        return {name: _plain(part, made, names) for name, part in parts.items()}
    if not is_dataclass(value) or isinstance(value, type):
        return value
    found = made.get(id(value))
    if found is None:
        if kind not in names:
            names[kind] = tuple(field.name for field in fields(value))
        found = {name: _plain(getattr(value, name), made, names) for name in names[kind]}
        made[id(value)] = found
    return found
