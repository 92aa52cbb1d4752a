"""Which of rival values is the most cautious: what counts and what leaves the house while they stand."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .record import Record

if TYPE_CHECKING:
    from .base import Kind
    from .field import Json


def most_cautious(kind: Kind, register: str, values: list[Json]) -> Json:
    """Return the most cautious of the values of a register, the same whatever their order.

    What is stated together is ranked by what leads it, then by its other parts. Where no order is known a
    cleared value goes before any other, then the least in canonical JSON, so that every clone takes the same.
    """
    rank = _ranking(kind, register)
    return min(values, key=lambda value: (rank(value), value is not None, _canonical(value)))


def _ranking(kind: Kind, register: str) -> Callable[[Json], Any]:
    name, slash, _ = register.partition("/")
    field = kind.fields.get(name)
    record = None if slash else kind.records.get(register)
    if slash and field is not None and isinstance(field.type, Record):
        record = field.type
    if record is not None:
        return record.ranks
    return field.rank if field is not None and not field.record else lambda value: value is not None


def _canonical(value: Json) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
