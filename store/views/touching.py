"""What points to a thing: found in one pass over each kind of document that can name it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from ..schema import kind as kind_named

if TYPE_CHECKING:
    from ..schema.field import Field
    from .reader import Doc, Reader

_LINK: Final = "same"  # another record of the same thing, which is no other thing


def touching(reader: Reader, kind: str, name: str, key: str, fields: tuple[str, ...] = ()) -> dict[str, Doc]:
    """Return the documents of *kind* that name a thing of the kind *name* in one of *fields*, by key.

    Without *fields*, in any that can.
    """
    return reader.naming(kind, fields or able(kind, name), key)


def able(kind: str, name: str) -> tuple[str, ...]:
    """Return the fields of a kind of document that can name a thing of the kind *name*."""
    found = (field for field in kind_named(kind).fields.values() if field.name != _LINK)
    return tuple(field.name for field in found if name in _kinds(field))


def naming(docs: Mapping[str, Doc], fields: tuple[str, ...], key: str) -> dict[str, Doc]:
    """Return the documents that name a key in one of some fields: alone, among others, or as a map's entry."""
    found: dict[str, Doc] = {}
    for name in fields:
        # Most documents name one thing in a field: those are compared at once, and only others looked into.
        for at, doc in docs.items():
            value: Any = doc.get(name)
            if value is not None and (value == key or (not isinstance(value, str) and key in value)):
                found[at] = doc
    return found


def _kinds(field: Field) -> tuple[str, ...]:
    return field.map.kinds if field.map is not None else field.kinds
