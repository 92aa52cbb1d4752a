"""What a coalition has new documents start with: a field of a kind and its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import Invalid
from .text import quoted
from .types import Context, Json, Type, string

if TYPE_CHECKING:
    from .field import Field


class DefaultName(Type):
    """A field of a kind, as in `optin.visibility`."""

    __slots__ = ()
    name = "kind.field"

    def check(self, value: Json) -> str:
        """Return the name."""
        field_of(string(value))
        return value


class Default(Type):
    """A value of the field that the key names; its own type checks it."""

    __slots__ = ()
    name = "default"

    def check(self, value: Json) -> Json:
        """Return the value; the field it is for has to be asked, see `entry`."""
        if not isinstance(value, (str, int, list)):
            raise Invalid(f"{quoted(value)} can't be a default.", "Give a word, a number or a list.")
        return value  # pyright: ignore[reportUnknownVariableType]

    def pair(self, text: str, ctx: Context, key: Type) -> tuple[str, Json]:
        """Return the default that a person typed, `optin.visibility=private`."""
        name, equals, value = text.partition("=")
        if not equals:
            raise Invalid(f"{quoted(text)} says no value.", "Write it like optin.visibility=private.")
        field = field_of(name.strip())
        if not value.strip():
            return name.strip(), None
        return name.strip(), field.parse(value.split(";") if field.many else value, ctx)

    def entry(self, key: str, value: Json) -> Json:
        """Return the default as its field stores it."""
        return field_of(key).check(value)

    def fits(self, value: Json) -> bool:
        """Return whether the value could be a default at all."""
        return isinstance(value, (str, int, list))

    def show(self, value: Json) -> str:
        """Return the value as it is typed."""
        return ";".join(map(str, value)) if isinstance(value, list) else str(value)  # pyright: ignore


def field_of(name: str) -> Field:
    """Return the field that a name like `optin.visibility` means; raises `Invalid`."""
    from . import NAMES, kind
    from .record import unknown

    of, _, field = name.partition(".")
    if of not in NAMES or of == "coalition":
        raise Invalid(f"{quoted(name)} names no field of a kind.", "Write it like optin.visibility.")
    fields = kind(of).fields
    if field not in fields:
        raise unknown(field, fields, f"The kind {of}")
    return fields[field]
