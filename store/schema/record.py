"""Values with parts: what is stated together, and the shapes that maps hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from ..errors import Invalid
from .field import Field, Json, Rank, Unfit
from .text import quoted
from .types import Choice, Context, Type


class Record(Type):
    """An object with fields of its own; the first leads: it says what the object comes to."""

    __slots__ = ("fields", "lead")
    name = "record"
    shape = dict

    def __init__(self, *fields: Field) -> None:
        self.fields: dict[str, Field] = {field.name: field for field in fields}
        self.lead = fields[0]

    def check(self, value: Json) -> dict[str, Json]:
        """Return the object with its parts checked and without empty ones; raises `Invalid`."""
        if not isinstance(value, Mapping):
            raise Invalid(f"{quoted(value)} has no parts.", f"It takes {', '.join(self.fields)}.")
        parts = cast("Mapping[str, Any]", value)
        for name in parts:
            if name not in self.fields:
                raise unknown(name, self.fields, "It")
        found = {
            n: self.fields[n].check(part) for n, part in parts.items() if part is not None and part != []
        }
        for field in self.fields.values():
            if field.required and field.name not in found:
                raise Unfit(f"{field.label} is missing.", field.help, field.name)
        return found

    def fits(self, value: Json) -> bool:
        """Return whether a value has what is required, and no part of another shape."""
        if not isinstance(value, dict):
            return False
        parts = cast("dict[str, Any]", value)
        known = all(
            part is None or field.fits(part) for n, part in parts.items() if (field := self.fields.get(n))
        )
        return known and all(parts.get(n) is not None for n, field in self.fields.items() if field.required)

    @property
    def metavar(self) -> str:
        """What stands for the leading part in help."""
        return self.lead.type.metavar

    def parse(self, text: str, ctx: Context) -> dict[str, Json]:
        """Return what was typed: an object in JSON, else its leading part alone."""
        if not text.lstrip().startswith("{"):
            return self.check({self.lead.name: self.lead.parse(text, ctx)})
        import json

        try:
            value = json.loads(text)
        except ValueError as error:
            raise Invalid(f"{quoted(text)} is no JSON.", f"{error}.") from None
        return self.check(value)

    def show(self, value: Json) -> str:
        """Return the leading part, and the others in brackets."""
        return self._led(
            {n: self.fields[n].show(p) if n in self.fields else str(p) for n, p in value.items()}
        )

    def say(self, value: Json) -> str:
        """Return the same in words."""
        return self._led({n: self.fields[n].say(p) if n in self.fields else str(p) for n, p in value.items()})

    def _led(self, shown: dict[str, str]) -> str:
        first = shown.pop(self.lead.name, "")
        rest = "; ".join(f"{name.replace('_', ' ')}: {part}" for name, part in shown.items())
        return f"{first} ({rest})" if rest else first

    def ranks(self, value: Json) -> tuple[Rank, ...]:
        """Return a sort key, the lower the more cautious: by the leading part, then by the others."""
        parts = cast("Mapping[str, Any]", value if isinstance(value, Mapping) else {})
        return tuple(field.rank(parts.get(name)) for name, field in self.fields.items() if field.caution)

    def describe(self) -> dict[str, Json]:
        """Return the type as plain data."""
        return {"type": self.name, "fields": [field.describe() for field in self.fields.values()]}


class Term(Record):
    """A condition and whether it is met, typed as `met: Our logo is left out`."""

    __slots__ = ()
    name = "term"

    def parse(self, text: str, ctx: Context) -> dict[str, Json]:
        """Return the condition typed; without a word before it, it is open."""
        states = self.fields["state"].type
        state, colon, words = text.partition(":")
        if isinstance(states, Choice) and colon and state.strip().lower() in states.words:
            return self.check({"text": words, "state": state.strip().lower()})
        if text.lstrip().startswith("{"):
            return super().parse(text, ctx)
        return self.check({"text": text, "state": self.fields["state"].default})

    def show(self, value: Json) -> str:
        """Return the condition as it is typed."""
        return f"{value.get('state', '?')}: {value.get('text', '')}"

    def say(self, value: Json) -> str:
        """Return the condition, and whether it is met."""
        state = str(value.get("state", "open"))
        return f"{value.get('text', '')} ({'still open' if state == 'open' else state})"


def unknown(name: str, known: Mapping[str, Any], who: str) -> Invalid:
    """Return the error for a field that doesn't exist, with the nearest that do."""
    import difflib

    near = difflib.get_close_matches(str(name).replace("-", "_"), list(known), n=3, cutoff=0.6)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"There are {', '.join(known)}."
    return Invalid(f"{who} has no field {quoted(name)}.", hint)
