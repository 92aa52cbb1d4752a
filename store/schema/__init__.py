"""What can be kept of each kind of document: fields, vocabularies, moves. Knows no files."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .base import Kind

NAMES: Final = (
    "coalition",
    "member",
    "contact",
    "group",
    "initiative",
    "optin",
    "action",
    "decision",
    "meeting",
    "writer",
)

AUDIENCES: Final = ("public", "coalition", "coordinators")  # from everyone to the fewest


@cache
def kind(name: str) -> Kind:
    """Return a kind of document by its name; one that this version doesn't know takes any field."""
    if name not in NAMES:
        from .base import Kind

        return Kind(name)
    found: Kind = import_module(f".{name}", __name__).KIND
    return found


def kinds() -> dict[str, Kind]:
    """Return every kind by its name."""
    return {name: kind(name) for name in NAMES}


def audience_of(kind_name: str, field: str) -> str:
    """Return the widest audience that may see a field; a document's own audience can only narrow it.

    What this version doesn't know stays with the coordinators.
    """
    of = kind(kind_name)
    return of.fields[field].audience or of.audience if field in of.fields else AUDIENCES[-1]
