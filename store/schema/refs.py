"""Types of values that name other documents, or a part of one."""

from __future__ import annotations

from typing import Final

from ..errors import Invalid, NotFound
from . import keys
from .text import quoted
from .types import Context, Json, Type, Words


class Id(Type):
    """A random id: so many lowercase hexadecimal digits."""

    __slots__ = ("length",)
    name = "id"

    def __init__(self, length: int = 16) -> None:
        self.length = length

    def check(self, value: Json) -> str:
        """Return the id."""
        if not keys.is_hex(value, self.length):
            raise Invalid(
                f"{quoted(value)} is no id.", f"It takes {self.length} digits of 0 to 9 and a to f."
            )
        return value

    def describe(self) -> dict[str, Json]:
        """Return the type as plain data."""
        return {"type": self.name, "length": self.length}


class Ref(Type):
    """Another document, by its key."""

    __slots__ = ("kinds",)
    name = "ref"

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds

    def check(self, value: Json) -> str:
        """Return the key."""
        if not keys.is_reference(value):
            raise Invalid(
                f"{quoted(value)} is no key of {self._what()}.", "A key has 32 digits of 0 to 9 and a to f."
            )
        return value

    def parse(self, text: str, ctx: Context) -> str:
        """Return the key of what was named."""
        return self.check(ctx.resolve(self.kinds, text.strip()))

    def form(self, key: Type) -> str:
        """Return how an entry of a map is typed."""
        return f"{key.name.upper()}={'|'.join(self.kinds).upper()}"

    def _what(self) -> str:
        return (
            " or ".join(f"{'an' if kind[0] in 'aeio' else 'a'} {kind}" for kind in self.kinds) or "a document"
        )


class Who(Ref):
    """A person: a contact by its key where there is one, else a name in words."""

    __slots__ = ()
    name = "who"
    _words: Final = Words()

    def check(self, value: Json) -> str:
        """Return the key or the name."""
        return value if keys.is_reference(value) else self._words.check(value)

    def parse(self, text: str, ctx: Context) -> str:
        """Return the contact's key, or the name where nobody is called so."""
        try:
            return self.check(ctx.resolve(self.kinds, text.strip()))
        except NotFound:
            if text.strip().startswith("@"):
                raise
            return self._words.check(text)


class Asked(Ref):
    """A member asked to state a position, or `group:<key>` for all members of a group until it opens."""

    __slots__ = ()
    name = "asked"
    prefix: Final = "group:"

    def __init__(self) -> None:
        super().__init__("member")

    def check(self, value: Json) -> str:
        """Return the key, after `group:` where it is a group's."""
        if isinstance(value, str) and value.startswith(self.prefix):
            return self.prefix + super().check(value.removeprefix(self.prefix))
        return super().check(value)

    def parse(self, text: str, ctx: Context) -> str:
        """Return the member named, or the group named after `group:`."""
        typed = text.strip()
        if typed.startswith(self.prefix):
            return self.prefix + ctx.resolve(("group",), typed.removeprefix(self.prefix).strip())
        return super().parse(typed, ctx)
