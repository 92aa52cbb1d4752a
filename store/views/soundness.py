"""What in the documents isn't as it should be: values, references, circles, and questions with two answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from ..errors import Invalid
from ..schema import NAMES
from ..schema import kind as kind_named
from ..schema.naming import keys_in
from ..schema.text import clean
from .crossed import crossed

if TYPE_CHECKING:
    from ..schema.base import Kind
    from .reader import Doc, Reader, Setting

Level = Literal["invalid", "person"]
_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a document: a word for it, a sentence, and the entries (id and writer) it comes from.

    What is `invalid` no version should have written; of the rest a `person` has to say what holds.
    """

    level: Level
    code: str
    kind: str
    id: str
    title: str
    reason: str
    entries: tuple[tuple[str, str], ...] = ()


def flaws(reader: Reader) -> list[Flaw]:
    """Return all that is wrong with a ledger's documents, kind by kind."""
    found: list[Flaw] = []
    for kind in NAMES:
        schema = kind_named(kind)
        for key, doc in reader.table(kind).items():
            found += _of_document(reader, schema, key, doc)
        found += _circles(reader, schema)
    return found + list(_unsettled(reader))


def _of_document(reader: Reader, schema: Kind, key: str, doc: Doc) -> Iterator[Flaw]:
    title = clean(reader.label(schema.name, key), lines=False)
    for register, settings in reader.book.live(schema.name, key).items():
        for setting in settings:
            why = schema.misfit(register, setting.value)
            if why:
                yield Flaw("invalid", "value", schema.name, key, title, why, _from(settings))
    try:
        schema.require(doc)
    except Invalid as error:
        yield Flaw("person", "incomplete", schema.name, key, title, error.message)
    for name, value in doc.items():
        field = schema.fields.get(name)
        if field is None or not value:
            continue
        for kinds, other in keys_in(field, value):
            if all(reader.get(kind, other) is None for kind in kinds):
                what = " or ".join(kind_named(kind).noun for kind in kinds)
                why = f"{field.label} names a {what} that is not in this ledger ({other[:_SHOWN]})"
                yield Flaw(
                    "person", "nothing", schema.name, key, title, why, _setting(reader, schema, key, name)
                )


def _setting(reader: Reader, schema: Kind, key: str, name: str) -> tuple[tuple[str, str], ...]:
    """Return the entries that a field's value comes from."""
    register = schema.fields[name].record or name
    live = reader.book.live(schema.name, key)
    return tuple(
        mark
        for of, settings in live.items()
        if of == register or of.startswith(f"{register}/")
        for mark in _from(settings)
    )


def _from(settings: Sequence[Setting]) -> tuple[tuple[str, str], ...]:
    return tuple((setting.mark.id, setting.mark.by) for setting in settings)


def _circles(reader: Reader, schema: Kind) -> Iterator[Flaw]:
    """Yield each circle that a field leads round in, once."""
    table = reader.table(schema.name)
    for field in schema.fields.values():
        if field.name == "same" or schema.name not in field.kinds or field.map:
            continue
        beyond = {
            key: _next(reader, doc.get(field.name)) for key, doc in table.items() if doc.get(field.name)
        }
        for way in _rounds(beyond):
            names = " → ".join(clean(reader.label(schema.name, key), lines=False) for key in (*way, way[0]))
            yield Flaw(
                "person", "circle", schema.name, way[0], clean(reader.label(schema.name, way[0]), lines=False),
                f"{field.label} goes round in a circle: {names}", _setting(reader, schema, way[0], field.name),
            )  # fmt: skip


def _next(reader: Reader, value: Any) -> list[str]:
    listed = (
        [value] if isinstance(value, str) else cast("list[str]", value) if isinstance(value, list) else []
    )
    return sorted({reader.book.key(key) for key in listed})


def _rounds(beyond: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield the circles that one comes upon following every way to its end."""
    done: set[str] = set()
    for start in sorted(beyond):
        way: list[str] = []
        on: set[str] = set()
        waiting: list[tuple[str, bool]] = [(start, True)]
        while waiting:
            key, entering = waiting.pop()
            if not entering:
                on.discard(way.pop())
                done.add(key)
            elif key in on:
                yield way[way.index(key) :]
            elif key not in done:
                way.append(key)
                on.add(key)
                waiting.append((key, False))
                waiting += [(other, True) for other in beyond.get(key, ())]


def _unsettled(reader: Reader) -> Iterator[Flaw]:
    found = crossed(reader)
    for one in found.answers:
        said = "; ".join(answer.shown for answer in one.answers)
        marks = tuple((given.entry, given.by) for answer in one.answers for given in answer.given)
        yield Flaw("person", "two answers", one.kind, one.id, clean(one.title, lines=False),
                   f"{one.field} has two answers: {said}", marks)  # fmt: skip
    for one in found.handles:
        titles = " and ".join(clean(title, lines=False) for title in one.titles)
        yield Flaw(
            "person", "handle", one.kind, one.ids[0], one.handle, f"the handle is taken twice: {titles}"
        )
