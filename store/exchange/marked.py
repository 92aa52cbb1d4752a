"""Lines in which signs and `field:value` mark what a word means: one reading for quick add and for filters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from ..schema import kind as kind_named

if TYPE_CHECKING:
    from ..schema.field import Field

# A word may hold a quoted part with spaces: note:"by hand", @"Ana Lopez", "two words". A quote that is never
# closed is no quote, since a line is read while it is being typed.
_WORD: Final = re.compile(r'(?:[^\s"]|"[^"]*"|")+')
_NAMED: Final = re.compile(r"(-?)([A-Za-z][A-Za-z_-]*)(:|!=|=)(.*)", re.DOTALL)


class Word(NamedTuple):
    """One word of a line: its text as typed, and where it begins."""

    text: str
    at: int

    @property
    def plain(self) -> str:
        """The text without the quotes around its parts; an odd quote stays."""
        return unquoted(self.text)


class Named(NamedTuple):
    """A word that gives a value to a field, or asks for one."""

    field: str
    value: str
    negated: bool


def words(line: str) -> Iterator[Word]:
    """Return the words of a line, in order; spaces within quotes part nothing."""
    return (Word(found.group(), found.start()) for found in _WORD.finditer(line))


def unquoted(text: str) -> str:
    """Return a text without the quotes around its parts; one that is never closed stays."""
    return re.sub(r'"([^"]*)"', r"\1", text)


def named(text: str, fields: Mapping[str, str]) -> Named | None:
    """Return what `field:value`, `field=value`, `field!=value` or `-field:value` says, else `None`.

    *fields* gives the field for each name it may be called by, as `called` returns it; a word before a colon
    that names no field is part of a sentence, or of an address.
    """
    found = _NAMED.fullmatch(text)
    if found is None:
        return None
    minus, name, sign, value = found.groups()
    field = fields.get(name.lower().replace("-", "_"))
    if field is None or value.startswith("//"):
        return None
    return Named(field, unquoted(value), bool(minus) != (sign == "!="))


def called(kind: str, also: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """Return the name of a field for each name that people may call it by: its own, the singular, and others."""
    names: dict[str, str] = {}
    for field in kind_named(kind).fields.values():
        names[singular(field)] = field.name
    names.update((field, field) for field in kind_named(kind).fields)
    names.update(also)
    return names


def singular(field: Field) -> str:
    """Return what one value of a field is called: `tag` for `tags`, `community` for `communities`."""
    name = field.name
    if (field.many or field.map is not None) and name not in _PLURAL:
        if name.endswith("ies"):
            return name[:-3] + "y"
        if name.endswith("s"):
            return name[:-1]
    return name


_PLURAL: Final = frozenset({"needs", "supersedes"})  # each is said of many as of one
