"""What an initiative needs before it acts: the sufficient mix, line by line."""

from __future__ import annotations

from typing import Final, NamedTuple

from ..errors import Invalid
from .numbers import Count
from .text import quoted
from .types import Choice, Context, Json, Name, Type, string

WHOLE: Final = ("members", "regions", "communities", "languages")
OF: Final = ("region", "community", "language", "led-by", "role", "level", "kind")
_HINT: Final = "Write it like members=3, regions=2, role:spokesperson=1, led-by:roma=2 or region:Bavaria=1."


class Need(NamedTuple):
    """One line of the mix: how many of `what` are needed, of those with `of` where it counts only some."""

    what: str
    of: str | None


def need(key: str) -> Need:
    """Return what a key of `needs` asks for; raises `Invalid`.

    `members`, `regions`, `communities`, `languages` count how many there are, or how many different ones.
    `region:NAME`, `community:NAME`, `language:CODE`, `led-by:NAME`, `level:WORD` and `kind:WORD` count the
    members in that are so, `role:NAME` those that fill it; `led-by` alone, those led by any affected.
    """
    what, colon, of = (part.strip() for part in key.partition(":"))
    what = what.lower().replace("_", "-")
    if colon:
        what = {
            "roles": "role",
            "regions": "region",
            "communities": "community",
            "languages": "language",
        }.get(what, what)
        what = "level" if what == "members" else what
    if not colon and (what in WHOLE or what == "led-by"):
        return Need(what, None)
    if colon and what in OF and of:
        return Need(what, _of(what, of))
    raise Invalid(f"{quoted(key)} is nothing that can be needed.", _HINT)


def _of(what: str, of: str) -> str:
    if what == "level":
        return Choice("lead", "active", "supporting", "endorsing").check(of.lower())
    if what == "kind":
        return Choice("organisation", "network", "collective", "individual").check(of.lower())
    if what == "language":
        from .addresses import Language

        return Language().check(of)
    return Name(120).check(of)


class NeedName(Type):
    """What is needed: `members`, `regions`, `role:NAME`, `led-by:NAME`, `region:NAME` and their like."""

    __slots__ = ()
    name = "need"

    def check(self, value: Json) -> str:
        """Return what is needed, spelled one way."""
        found = need(string(value))
        return found.what if found.of is None else f"{found.what}:{found.of}"

    def say(self, value: Json) -> str:
        """Return what is needed in words: what it counts, then of which."""
        return " ".join(str(value).split(":", 1)).replace("led-by", "led by")

    def describe(self) -> dict[str, Json]:
        """Return the type as plain data."""
        return {"type": self.name, "whole": list(WHOLE), "of": list(OF)}


class Needed(Count):
    """How many are needed."""

    __slots__ = ()
    name = "needed"

    def pair(self, text: str, ctx: Context, key: Type) -> tuple[str, Json]:
        """Return one need that a person typed, `members=3`; 0 takes it out."""
        name, equals, value = text.rpartition("=")
        if not equals:
            raise Invalid(f"{quoted(text)} doesn't say how many.", _HINT)
        return key.parse(name, ctx), self.parse(value, ctx) if value.strip() not in ("", "0") else None

    def form(self, key: Type) -> str:
        """Return how a need is typed, for help."""
        return "WHAT=N"
