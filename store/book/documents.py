"""From folded registers to the document people read.

While rivals stand, the document holds the most cautious of them and names the register in `crossed`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from ..schema import kind as kind_named
from ..schema.base import Kind
from ..schema.text import clean
from ..schema.types import Text
from .state import Json, Setting, State, differing, shown_first

Doc = dict[str, Any]

# What makes a record one with another: each record says it for itself, whatever the others of its class say.
LINK = "same"


def document(kind_name: str, states: Sequence[State], aliases: Mapping[str, str]) -> Doc | None:
    """Return the natural document of one class of records, without its id; `None` where nothing is left."""
    kind = kind_named(kind_name)
    if len(states) == 1 and not aliases and not states[0].several:
        values, crossed = states[0].values, []
    else:
        values, crossed = _reduced(kind, united(states, aliases))
    if None in values.values():
        values = {register: value for register, value in values.items() if value is not None}
    if not values and not crossed:
        return None
    doc = kind.gather(values)
    if crossed:
        doc["crossed"] = sorted(crossed)
    return _safe(kind, doc)


def united(states: Sequence[State], aliases: Mapping[str, str]) -> dict[str, list[Setting]]:
    """Return the live settings of every register of a class of records, the one to show first at the front.

    Records that were said to be the same unite as if their entries had concerned one document, and what
    names one of them names the class.
    """
    if len(states) == 1 and not aliases:
        return {register: states[0].live(register) for register in states[0].registers()}
    dead: dict[str, set[str]] = {}
    for state in states:
        for register, ids in state.dead.items():
            dead.setdefault(_renamed(register, aliases), set()).update(ids)
    found: dict[str, list[Setting]] = {}
    for state in states:
        for register in state.registers():
            if register == LINK and register not in state.several and state.values[register] is None:
                continue  # taken apart once, and held to the others by a link of theirs: no second answer
            name = _renamed(register, aliases)
            gone = dead.get(name, ())
            for mark, value in state.live(register):
                if mark.id not in gone:
                    found.setdefault(name, []).append(Setting(mark, resolved(value, aliases)))
    return {register: shown_first(settings) for register, settings in found.items()}


def _reduced(kind: Kind, live: Mapping[str, list[Setting]]) -> tuple[dict[str, Json], list[str]]:
    """Return one value a register, and the registers that are crossed."""
    values: dict[str, Json] = {}
    crossed: list[str] = []
    for register, settings in live.items():
        answers = rivals(register, settings)
        values[register] = answers[0] if len(answers) == 1 else kind.cautious(register, answers)
        if len(answers) > 1:
            crossed.append(register)
    return values, crossed


def rivals(register: str, settings: Sequence[Setting]) -> list[Json]:
    """Return the different values that stand; of an element of a set, being in it wins over being out."""
    answers = differing(setting.value for setting in settings)
    if "/" in register and len(answers) == 2 and True in answers and None in answers:
        return [True]
    return answers


def _renamed(register: str, aliases: Mapping[str, str]) -> str:
    field, slash, element = register.partition("/")
    return f"{field}/{aliases[element]}" if slash and element in aliases else register


def resolved(value: Json, aliases: Mapping[str, str]) -> Json:
    """Return a value with every key that is only another name put by the name of its class."""
    if not aliases:
        return value
    if isinstance(value, str):
        return aliases.get(value, value)
    if isinstance(value, list):
        return [resolved(part, aliases) for part in cast("list[Json]", value)]
    if isinstance(value, dict):
        parts = cast("dict[str, Json]", value)
        return {aliases.get(name, name): resolved(part, aliases) for name, part in parts.items()}
    return value


def _safe(kind: Kind, doc: Doc) -> Doc:
    """Return a document whose every string is safe to show; only long texts keep their line ends."""
    for name, value in doc.items():
        if isinstance(value, str):
            if not value.isprintable():
                field = kind.fields.get(name)
                doc[name] = clean(value, lines=field is not None and isinstance(field.type, Text))
        elif isinstance(value, dict | list):
            doc[name] = _cleaned(value)
    if any(not name.isprintable() for name in doc):
        return {clean(name, lines=False): value for name, value in doc.items()}
    return doc


def _cleaned(value: Json) -> Json:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(part) for part in cast("list[Json]", value)]
    if isinstance(value, dict):
        return {clean(name): _cleaned(part) for name, part in cast("dict[str, Json]", value).items()}
    return value
