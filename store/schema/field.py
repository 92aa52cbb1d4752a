"""A field of a kind: its name, its type, who may see it, and which of two answers is the more cautious."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, cast

from ..errors import Invalid
from .text import quoted
from .types import Context, Json, Type

Caution = tuple[Json, ...] | Literal["least", "most"]
Rank = tuple[int, int | float, str]


class Field:
    """One field: a single value, a set or list of values (`many`), or a map whose keys are of the type `map`.

    `record` names the register that holds the field together with others. `caution` lists values, the most
    cautious first (`None` is the cleared value), or says that the least or the greatest is.
    """

    __slots__ = (
        "audience",
        "caution",
        "default",
        "help",
        "many",
        "map",
        "name",
        "record",
        "required",
        "type",
    )

    def __init__(
        self,
        name: str,
        type: Type,
        help: str,
        *,
        many: bool = False,
        map: Type | None = None,
        audience: str | None = None,
        caution: Caution = (),
        record: str | None = None,
        required: bool = False,
        default: Json = None,
    ) -> None:
        self.name = name
        self.type = type
        self.help = help
        self.many = many
        self.map = map
        self.audience = audience
        self.caution = caution
        self.record = record
        self.required = required
        self.default = default

    @property
    def label(self) -> str:
        """The field's name in words."""
        return self.name.replace("_", " ")

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of document that the values refer to."""
        return self.type.kinds

    @property
    def words(self) -> tuple[str, ...]:
        """The vocabulary, empty where any value of the type will do."""
        return self.type.words

    @property
    def ordered(self) -> bool:
        """Whether several values keep the order they were given in; those in a set are sorted."""
        return self.many and bool(getattr(self.type, "fields", ()))

    def parse(self, text: str | Sequence[str], ctx: Context) -> Json:
        """Return what a person typed as a value, a list for `many`, a dict for a map; raises `Invalid`."""
        texts = [text] if isinstance(text, str) else list(text)
        try:
            if self.map is not None:
                return dict(self.type.pair(part, ctx, self.map) for part in texts)
            if self.many:
                return [self.type.parse(part, ctx) for part in texts]
            if len(texts) != 1:
                raise Invalid(f"it takes one value, not {len(texts)}.", "Give it once.")
            return self.type.parse(texts[0], ctx)
        except Invalid as error:
            raise self._named(error) from None

    def check(self, value: Json) -> Json:
        """Return a value as it is stored; raises `Invalid`, naming the field and what is allowed."""
        try:
            if self.map is not None:
                return self._checked_map(value)
            if self.many:
                return self._checked_many(value)
            return self.type.check(value)
        except Invalid as error:
            raise self._named(error) from None

    def fits(self, value: Json) -> bool:
        """Return whether a value that was read has the shape of the field's."""
        if not self.many:
            return self.type.fits(value)
        return isinstance(value, list) and all(self.type.fits(part) for part in cast("list[Any]", value))

    def show(self, value: Json) -> str:
        """Return a value as a person reads it."""
        if value is None:
            return ""
        if self.map is not None:
            return ", ".join(f"{key}: {self.type.show(part)}" for key, part in value.items())
        if self.many:
            return ", ".join(self.type.show(part) for part in value)
        return self.type.show(value)

    def say(self, value: Json) -> str:
        """Return a value in words, for who only reads it."""
        if value is None:
            return ""
        if self.map is not None:
            return ", ".join(f"{self.map.say(key)}: {self.type.say(part)}" for key, part in value.items())
        if self.many:
            return ("; " if self.ordered else ", ").join(self.type.say(part) for part in value)
        return self.type.say(value)

    def rank(self, value: Json) -> Rank:
        """Return a sort key, the lower the more cautious; a word that isn't known comes before all."""
        if isinstance(self.caution, tuple):
            if self.caution and value in self.caution:
                return (0, self.caution.index(value), "")
            return (-2 if value is None else -1 if self.caution else 1, 0, "")
        if value is None:
            return (2, 0, "")
        number, text = _measure(value)
        return (1, number if self.caution == "least" else -number, text)

    def describe(self) -> dict[str, Json]:
        """Return the field as plain data."""
        return {
            "name": self.name,
            "help": self.help,
            "many": self.many,
            "map": self.map.describe() if self.map else None,
            "audience": self.audience,
            "caution": list(self.caution) if isinstance(self.caution, tuple) else self.caution,
            "record": self.record,
            "required": self.required,
            "default": self.default,
            **self.type.describe(),
        }

    def _checked_many(self, value: Json) -> list[Json]:
        if not isinstance(value, (list, tuple, set, frozenset)):
            raise Invalid(f"{quoted(value)} is no list.", "Give a list of values.")
        found = [self.type.check(part) for part in cast("Sequence[Any]", value)]
        return found if self.ordered else sorted(set(found))

    def _checked_map(self, value: Json) -> dict[str, Json]:
        assert self.map is not None
        if not isinstance(value, Mapping):
            raise Invalid(f"{quoted(value)} is no map.", "Give keys and their values.")
        parts = cast("Mapping[str, Any]", value)
        return {
            (name := self.map.check(key)): None if part is None else self.type.entry(name, part)
            for key, part in parts.items()
        }

    def _named(self, error: Invalid) -> Invalid:
        if isinstance(error, Unfit) and error.field:
            return error
        return Unfit(f"{self.label}: {error.message}", error.hint, self.name)


class Unfit(Invalid):
    """A value that its field doesn't take; `field` is the field's name."""

    def __init__(self, message: str, hint: str | None = None, field: str = "") -> None:
        super().__init__(message, hint)
        self.field = field


def _measure(value: Json) -> tuple[float, str]:
    """Return a value to sort by: a number, a share as a fraction, a date or an instant as text."""
    if isinstance(value, (int, float)):
        return value, ""
    if isinstance(value, list) and len(cast("list[Any]", value)) == 2:
        part, whole = cast("list[Any]", value)
        if type(part) is int and type(whole) is int and whole:
            return part / whole, ""
    if isinstance(value, Mapping):
        return 0, str(cast("Mapping[str, Any]", value).get("at", ""))
    return 0, value if isinstance(value, str) else ""


__all__ = ["Context", "Field", "Json", "Rank", "Type", "Unfit"]
