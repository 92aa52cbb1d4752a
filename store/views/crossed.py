"""Two answers to one question: what each is, who gave it and when, and which one counts meanwhile."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ..schema import kind as kind_named
from ..schema.text import clean
from .seen import Seen, called
from .wording import part, parted, value_said

if TYPE_CHECKING:
    from ..schema.field import Field
    from .reader import Reader, Setting

NOTHING: Final = "nothing"  # what an answer says that clears
_HANDLED: Final = ("member", "initiative", "group")


@dataclass(frozen=True, slots=True)
class Given:
    """Who gave an answer, when, and the entry that says so."""

    by: str
    by_name: str
    at: str
    entry: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the answers: the value, the same in words, all who gave it, and whether it counts meanwhile."""

    value: Any
    shown: str
    given: list[Given]
    counts: bool


@dataclass(frozen=True, slots=True)
class Crossed:
    """A question with two answers or more: the one to show first, and only show first, at the front."""

    kind: str
    id: str
    title: str
    register: str
    field: str
    answers: list[Answer]


@dataclass(frozen=True, slots=True)
class Taken:
    """A handle that several things have, by their keys."""

    handle: str
    kind: str
    ids: list[str]
    titles: list[str]


@dataclass(frozen=True, slots=True)
class Unsettled:
    """All that needs a person to settle it."""

    answers: list[Crossed]
    handles: list[Taken]


def crossed(reader: Reader) -> Unsettled:
    """Return every question with two answers and every handle that is taken twice."""
    seen, found = Seen(reader, reader.today()), list[Crossed]()
    for kind, key in reader.book.crossed():
        doc = reader.get(kind, key) or {}
        live = reader.book.live(kind, key)
        for register in doc.get("crossed", ()):
            answers = _answers(reader, kind, register, live.get(register, ()))
            if len(answers) > 1:
                title = called(seen, kind, doc)
                found.append(Crossed(kind, key, title, register, about(reader, kind, register), answers))
    return Unsettled(found, [one for kind in _HANDLED for one in _taken(reader, kind)])


def _answers(reader: Reader, kind: str, register: str, settings: Sequence[Setting]) -> list[Answer]:
    values: dict[str, Any] = {}
    given: dict[str, list[Given]] = {}
    for setting in settings:
        name = json.dumps(setting.value, sort_keys=True)
        values.setdefault(name, setting.value)
        mark = setting.mark
        given.setdefault(name, []).append(Given(mark.by, reader.writer_name(mark.by), mark.at, mark.id))
    counts = kind_named(kind).cautious(register, list(values.values())) if values else None
    cautious = json.dumps(counts, sort_keys=True)
    return [
        Answer(value, _shown(reader, kind, register, value), given[name], name == cautious)
        for name, value in values.items()
    ]


def about(reader: Reader, kind: str, register: str) -> str:
    """Return what the question is about: the field in words, and of a map whose entry it is."""
    name, element = parted(register)
    field = kind_named(kind).fields.get(name)
    label = clean(field.label if field else name.replace("_", " "), lines=False)
    if not element or field is None or field.map is None:
        return label
    whose = element.rpartition(":")[2]
    member = reader.label("member", whose) if "member" in field.map.kinds else clean(element, lines=False)
    return f"{label} of {member}"


def _shown(reader: Reader, kind: str, register: str, value: Any) -> str:
    """Return an answer in words; of parts stated together, each with its name."""
    if value is None:
        return NOTHING
    name, element = parted(register)
    if not element and name not in kind_named(kind).records:
        return clean(value_said(reader, kind, name, value), lines=False)
    said = whole(reader, kind, register, value)
    words = said[""] if "" in said else "; ".join(f"{of}: {word}" for of, word in said.items())
    return clean(words, lines=False)


def whole(reader: Reader, kind: str, register: str, value: Any) -> dict[str, str]:
    """Return all that an answer says, part by part, what leads it first; of one that has no parts under no name."""
    name, element = parted(register)
    schema = kind_named(kind)
    field, fields = schema.fields.get(name), parts_of(kind, register)
    if not isinstance(value, dict) or not (element or fields):
        named = field is not None and not element and bool(field.kinds)
        said = value_said(reader, kind, name, value) if named or field is None else field.type.show(value)
        return {"": said}
    given = part(value)
    found: dict[str, str] = {}
    for of in [*(one for one in fields if one in given), *(one for one in given if one not in fields)]:
        one, known = given[of], fields.get(of)
        refers = known is not None and bool(known.kinds) and name in schema.records
        word = value_said(reader, kind, of, one) if refers else known.show(one) if known else str(one)
        found[of.replace("_", " ")] = word
    return found


def parts_of(kind: str, register: str) -> Mapping[str, Field]:
    """Return the fields that are stated together in a register, the one that leads first; none of a single value."""
    name, element = parted(register)
    record, field = kind_named(kind).records.get(name), kind_named(kind).fields.get(name)
    if record is not None:
        return record.fields
    return getattr(field.type, "fields", {}) if field is not None and element else {}


def _taken(reader: Reader, kind: str) -> list[Taken]:
    by: dict[str, list[str]] = {}
    for key, doc in reader.table(kind).items():
        if doc.get("handle"):
            by.setdefault(doc["handle"], []).append(key)
    schema = kind_named(kind)
    return [
        Taken(handle, kind, sorted(keys), [schema.title(reader.table(kind)[key]) for key in sorted(keys)])
        for handle, keys in sorted(by.items())
        if len(keys) > 1
    ]
