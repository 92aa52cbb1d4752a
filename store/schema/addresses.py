"""Types of values that people are reached or called by: handles, addresses, numbers, languages."""

from __future__ import annotations

from typing import Final

from ..errors import Invalid
from .text import quoted
from .types import Context, Json, Type, Words, string

_SMALL: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


class Handle(Type):
    """A short name to type: small letters, digits and hyphens, up to 32."""

    __slots__ = ()
    name = "handle"

    def check(self, value: Json) -> str:
        """Return the handle."""
        text = string(value)
        if not 0 < len(text) <= 32 or not _SMALL.issuperset(text.replace("-", "")) or text.startswith("-"):
            raise Invalid(
                f"{quoted(text)} can't be a handle.",
                "It takes small letters a to z, digits and hyphens, up to 32, a letter or digit first.",
            )
        return text

    def parse(self, text: str, ctx: Context) -> str:
        """Return the handle typed, in small letters."""
        return self.check(text.strip().lower())


class Url(Type):
    """A web address."""

    __slots__ = ()
    name = "url"

    def check(self, value: Json) -> str:
        """Return the address."""
        text = string(value)
        scheme, parted, rest = text.partition("://")
        host = rest.replace("?", "/").replace("#", "/").partition("/")[0].rpartition("@")[2]
        sound = text.isprintable() and not any(c in " <>\"'`{}|\\^" for c in text) and len(text) <= 2000
        if (
            not parted
            or scheme.lower() not in ("http", "https")
            or not host.strip(".:")
            or not sound
            or "[/" in text
        ):
            raise Invalid(f"{quoted(text)} is no web address.", "Write it like https://example.org/page.")
        return text

    def parse(self, text: str, ctx: Context) -> str:
        """Return the address typed; `example.org` will do."""
        typed = text.strip()
        bare = "://" not in typed and "." in typed.partition("/")[0] and "@" not in typed and ":" not in typed
        try:
            return self.check(f"https://{typed}" if bare else typed)
        except Invalid:
            return self.check(typed)


class Email(Type):
    """An e-mail address."""

    __slots__ = ()
    name = "email"

    def check(self, value: Json) -> str:
        """Return the address."""
        text = string(value)
        local, _, domain = text.rpartition("@")
        parts = domain.split(".")
        sound = text.isprintable() and not any(c in ' <>()[],;:\\"' for c in text) and len(text) <= 254
        if not local or "@" in local or len(parts) < 2 or not all(parts) or not sound:
            raise Invalid(f"{quoted(text)} is no e-mail address.", "Write it like name@example.org.")
        return text


class Phone(Words):
    """A telephone number, written as people write it."""

    __slots__ = ()
    name = "phone"

    def check(self, value: Json) -> str:
        """Return the number."""
        text = super().check(value)
        if sum(c.isdigit() for c in text) < 3 or not all(c.isdigit() or c in "+ ()-./x#*" for c in text):
            raise Invalid(f"{quoted(text)} is no telephone number.", "Write it like +49 30 123456.")
        return text


class Language(Type):
    """A language by its code (BCP 47): `de`, `pt-BR`, `sr-Latn`."""

    __slots__ = ()
    name = "language"

    def check(self, value: Json) -> str:
        """Return the code, its parts in their usual case."""
        text = string(value)
        first, *rest = text.split("-")
        if not (2 <= len(first) <= 3 and first.isascii() and first.isalpha()) or not all(
            map(_is_subtag, rest)
        ):
            raise Invalid(f"{quoted(text)} is no code of a language.", "Write it like de, pt-BR or sr-Latn.")
        return "-".join([first.lower(), *(_cased(part) for part in rest)])

    def parse(self, text: str, ctx: Context) -> str:
        """Return the code typed; an underscore will do for a hyphen."""
        return self.check(text.strip().replace("_", "-"))


def _is_subtag(part: str) -> bool:
    return 0 < len(part) <= 8 and part.isascii() and part.isalnum()


def _cased(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part.lower()
