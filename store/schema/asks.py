"""The ask of an initiative: wordings that follow one another, and what became of the one a member saw."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, Final

from .addresses import Language
from .field import Field
from .numbers import Flag
from .record import Record
from .refs import Id
from .text import quoted
from .types import Choice, Context, Json, Text, Type

CHANGES: Final = ("first", "editorial", "material")

Wording = Mapping[str, Any]
Wordings = Mapping[str, Wording]


class Ask(Record):
    """A wording, typed as its text, after its language where that is given: `fr=Nous demandons…`."""

    __slots__ = ()
    name = "wording"

    def pair(self, text: str, ctx: Context, key: Type) -> tuple[str, Json]:
        """Return a wording with an id of its own."""
        if text.lstrip().startswith("{"):
            return os.urandom(8).hex(), self.parse(text, ctx)
        code, equals, words = text.partition("=")
        language = _language(code) if equals else None
        return os.urandom(8).hex(), self.check({"text": words if language else text, "language": language})

    def form(self, key: Type) -> str:
        """Return how a wording is typed, for help."""
        return "[LANGUAGE=]TEXT"

    def show(self, value: Json) -> str:
        """Return the beginning of the text, after its language."""
        shown = quoted(" ".join(str(value.get("text", "")).split()))
        return f"{value['language']} {shown}" if value.get("language") else shown


def _language(code: str) -> str | None:
    from ..errors import Invalid

    try:
        return Language().check(code.strip()) if len(code) < 16 else None
    except Invalid:
        return None


ASK: Final = Ask(
    Field("text", Text(), "The exact text that members agree to.", required=True),
    Field("language", Language(), "The language it is in."),
    Field("plain", Text(), "The same in plain words."),
    Field(
        "authoritative",
        Flag(),
        "Whether this wording holds where languages differ.",
        caution=(False, None, True),
    ),
    Field(
        "change",
        Choice(*CHANGES),
        "How it differs from what it follows: editorial (opt-ins stand) or material (they go stale).",
        caution=("material", None, "editorial", "first"),
    ),
    Field("follows", Id(16), "A wording that it takes the place of, by its id.", many=True),
    Field("translates", Id(16), "The wording that it renders in another language, by its id."),
)


def current(asks: Wordings) -> dict[str, Wording]:
    """Return the wordings that no other takes the place of, by id; two of a language where two crossed."""
    gone = {before for wording in asks.values() for before in _parts(wording, "follows")}
    standing = {key: wording for key, wording in asks.items() if key not in gone}
    return standing or dict(asks)  # a circle that a merge made: better all than none


def authoritative(asks: Wordings, language: str | None = None) -> str | None:
    """Return the id of the wording that holds: one said to, preferably in *language*, else the least id."""
    standing = current(asks)
    if not standing:
        return None

    def rank(key: str) -> tuple[bool, bool, bool, str]:
        wording = standing[key]
        other = language is not None and wording.get("language") != language
        return other, wording.get("authoritative") is not True, "translates" in wording, key

    return min(standing, key=rank)


def standing(asks: Wordings) -> list[tuple[Wording, bool]]:
    """Return the wordings that hold, and whether each is the authoritative one of several.

    That one is first, the others by language.
    """
    found, first = current(asks), authoritative(asks)
    order = sorted(
        found, key=lambda k: (k != first, str(found[k].get("language") or ""), str(found[k].get("text")), k)
    )
    return [(found[key], key == first and len(found) > 1) for key in order]


def is_stale(asks: Wordings, seen: str | None) -> bool:
    """Return whether what a member saw has changed materially since; not where that isn't known."""
    if seen is None:
        return False
    return any(asks[key].get("change") == "material" for key in after(asks, seen))


def after(asks: Wordings, seen: str) -> list[str]:
    """Return the ids of the wordings that took the place of one, or of what it translates, sorted."""
    found: set[str] = set()
    reached = {seen, *_translated(asks, seen)}
    while reached:
        nearer = {
            k
            for k, wording in asks.items()
            if k not in found and reached.intersection(_parts(wording, "follows"))
        }
        found |= nearer
        reached = nearer
    return sorted(found)


def _translated(asks: Wordings, key: str) -> Iterator[str]:
    source = asks.get(key, {}).get("translates")
    if isinstance(source, str):
        yield source


def _parts(wording: Wording, field: str) -> list[str]:
    value = wording.get(field)
    return [part for part in value if isinstance(part, str)] if isinstance(value, list) else []  # pyright: ignore
