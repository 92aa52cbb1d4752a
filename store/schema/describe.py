"""The whole schema as plain data, for programs that want to know what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import AUDIENCES, kinds

if TYPE_CHECKING:
    from .base import Kind


def describe() -> dict[str, Any]:
    """Return every kind with its fields, vocabularies, moves and orders of caution."""
    return {
        "audiences": list(AUDIENCES),
        "kinds": {name: described(kind) for name, kind in kinds().items()},
    }


def described(kind: Kind) -> dict[str, Any]:
    """Return one kind as plain data."""
    return {
        "noun": kind.noun,
        "audience": kind.audience,
        "title": list(kind.title_fields),
        "fields": [
            {**field.describe(), "audience": field.audience or kind.audience}
            for field in kind.fields.values()
        ],
        "records": {register: list(record.fields) for register, record in kind.records.items()},
        "moves": {
            name: [{"from": before, "to": list(after)} for before, after in table.items()]
            for name, table in kind.moves.items()
        },
    }
