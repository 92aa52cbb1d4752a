"""What a value can be: the base of all types, and those of words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

from ..errors import Invalid
from .text import quoted

if TYPE_CHECKING:
    from datetime import date, datetime

Json = Any


class Context(Protocol):
    """What is needed to understand what a person types: the time, the place, and how things are called."""

    @property
    def today(self) -> date:
        """The date where the coalition is."""
        ...

    @property
    def now(self) -> datetime:
        """The time now, in UTC."""
        ...

    @property
    def zone(self) -> str | None:
        """The coalition's IANA time zone, `None` where it has named none."""
        ...

    def resolve(self, kinds: tuple[str, ...], text: str) -> str:
        """Return the key of what *text* names; raises `NotFound` or `Ambiguous`."""
        ...


class Type:
    """A type of value: checks what is stored, reads what is typed, shows what is kept."""

    __slots__ = ()
    name = "value"
    kinds: tuple[str, ...] = ()  # the kinds of document it refers to
    words: tuple[str, ...] = ()  # its vocabulary, where it has one
    shape: type = str  # of what is stored

    def check(self, value: Json) -> Json:
        """Return a value as it is stored; raises `Invalid`, saying what is allowed."""
        raise NotImplementedError

    def parse(self, text: str, ctx: Context) -> Json:
        """Return the value that a person typed; raises `Invalid`, `NotFound`, `Ambiguous`."""
        return self.check(text.strip())

    def fits(self, value: Json) -> bool:
        """Return whether a value that was read can be worked with: its shape alone, so that it is quick."""
        return type(value) is self.shape

    def entry(self, key: str, value: Json) -> Json:
        """Return the value of an entry of a map as it is stored; raises `Invalid`."""
        return self.check(value)

    def pair(self, text: str, ctx: Context, key: Type) -> tuple[str, Json]:
        """Return the entry of a map that a person typed, `KEY=VALUE`; `KEY=` takes it out."""
        name, equals, value = text.partition("=")
        if not equals:
            raise Invalid(f"{quoted(text)} says no value.", f"Write it {self.form(key)}.")
        return key.parse(name, ctx), self.parse(value, ctx) if value.strip() else None

    def form(self, key: Type) -> str:
        """Return how an entry of a map is typed, for help."""
        return f"{key.metavar}={self.metavar}"

    @property
    def metavar(self) -> str:
        """What stands for a value in help."""
        return "|".join(self.words) or "|".join(self.kinds).upper() or self.name.upper()

    def show(self, value: Json) -> str:
        """Return a value as a person reads it, on one line unless it has many."""
        return str(value)

    def say(self, value: Json) -> str:
        """Return a value in words, for who only reads it; what `show` returns can be typed again."""
        return self.show(value)

    def describe(self) -> dict[str, Json]:
        """Return the type as plain data."""
        return {"type": self.name, "refers_to": list(self.kinds)} if self.kinds else {"type": self.name}


class Words(Type):
    """Any text of one line, up to so many characters."""

    __slots__ = ("longest",)
    name = "line"

    def __init__(self, longest: int = 200) -> None:
        self.longest = longest

    def check(self, value: Json) -> str:
        """Return the line, normalised; refuses controls, line breaks and closing markup."""
        text = string(value).strip()
        if not text:
            raise Invalid("it is empty.", "Write something, or leave it out.")
        if bad := _unprintable(text):
            raise Invalid(
                f"{quoted(text)} has the character {bad} in it.", "It takes one line of plain text."
            )
        if "[/" in text:
            raise Invalid(f"{quoted(text)} has a closing markup tag in it.", "Leave out the “[/”.")
        if len(text) > self.longest:
            raise Invalid(
                f"it has {len(text)} characters, more than {self.longest}.",
                "Say it shorter; a note holds more.",
            )
        return text

    def describe(self) -> dict[str, Json]:
        """Return the type as plain data."""
        return {"type": self.name, "longest": self.longest}


class Name(Words):
    """A line that names something: it has a letter or a digit."""

    __slots__ = ()
    name = "name"

    def check(self, value: Json) -> str:
        """Return the name, normalised."""
        text = super().check(value)
        if not any(character.isalnum() for character in text):
            raise Invalid(
                f"{quoted(text)} has no letter or digit in it.", "Give a name that can be read aloud."
            )
        return text


class Text(Type):
    """Text of any number of lines, up to 48 KiB, so that an entry fits on its line in the ledger."""

    __slots__ = ()
    name = "text"
    most: Final = 48 * 1024

    def check(self, value: Json) -> str:
        """Return the text, normalised, its lines ending in `\\n`; refuses other controls."""
        text = string(value)
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip():
            raise Invalid("it is empty.", "Write something, or leave it out.")
        size = len(text.encode("utf-8", "replace"))
        if size > self.most:
            raise Invalid(
                f"it has {-(-size // 1024)} KiB, more than 48.", "Keep long texts in a file and give a link."
            )
        if bad := _unprintable(text.replace("\n", " ").replace("\t", " ")):
            raise Invalid(f"it has the character {bad} in it.", "It takes plain text, line breaks and tabs.")
        return text.rstrip("\n") if text.endswith("\n") else text


class Choice(Type):
    """One of a few words."""

    __slots__ = ("words",)
    name = "choice"
    words: tuple[str, ...]

    def __init__(self, *words: str) -> None:
        self.words = words

    def check(self, value: Json) -> str:
        """Return the word."""
        if isinstance(value, str) and value in self.words:
            return value
        import difflib

        near = difflib.get_close_matches(str(value).lower(), self.words, n=1, cutoff=0.5)
        hint = f"Did you mean {near[0]}?" if near else "Choose one of them."
        raise Invalid(f"{quoted(value)} is none of {', '.join(self.words)}.", hint)

    def parse(self, text: str, ctx: Context) -> str:
        """Return the word typed, in any case, with a space or an underscore for a hyphen."""
        word = "-".join(text.lower().replace("_", " ").split())
        return self.check(word if word in self.words else text.strip())

    def say(self, value: Json) -> str:
        """Return the word as people write it: what has a hyphen only so that it is one word has a space."""
        return str(value).replace("-", " ")

    def describe(self) -> dict[str, Json]:
        """Return the type as plain data."""
        return {"type": self.name, "words": list(self.words)}


def string(value: Json) -> str:
    """Return text in Unicode's composed form (NFC); raises `Invalid` for what is no text."""
    if not isinstance(value, str):
        raise Invalid(f"{quoted(value)} is no text.", "It takes text.")
    if value.isascii():
        return value
    from unicodedata import normalize

    return normalize("NFC", value)


def _unprintable(text: str) -> str | None:
    """Return the first character that text may not hold: controls, surrogates, turners of direction."""
    if text.isprintable():
        return None
    for character in text:
        code = ord(character)
        control = code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000
        if control or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069 or code in (0x2028, 0x2029):
            return f"U+{code:04X}"
    return None
