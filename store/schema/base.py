"""A kind of document: between the registers that entries set and the natural document that people read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, cast

from ..errors import Invalid
from . import moves, registers
from .field import Field, Json
from .record import Record, unknown
from .text import clean
from .types import Type

_SHOWN: Final = 60  # characters of a title in a message


class Kind:
    """One kind of document: its fields, how it is called, and which moves it allows."""

    __slots__ = (
        "_forms",
        "_shapes",
        "audience",
        "blank",
        "defaults",
        "fields",
        "moves",
        "name",
        "noun",
        "records",
        "title_fields",
        "traced",
    )

    def __init__(
        self,
        name: str,
        fields: Iterable[Field] = (),
        *,
        noun: str | None = None,
        title: tuple[str, ...] = ("name",),
        audience: str = "coordinators",
        moves: Mapping[str, moves.Table] | None = None,
        traced: tuple[str, str] | None = None,
    ) -> None:
        """Describe a kind; *traced* is a register and its part of which every word it held is kept at hand."""
        self.name = name
        self.traced = traced
        self.noun = noun or name
        self.title_fields = title
        self.audience = audience
        self.moves: Mapping[str, moves.Table] = moves or {}
        self.fields: dict[str, Field] = {field.name: field for field in (*fields, *registers.common(name))}
        grouped: dict[str, list[Field]] = {}
        for field in self.fields.values():
            if field.record:
                grouped.setdefault(field.record, []).append(field)
        self.records: dict[str, Record] = {register: Record(*parts) for register, parts in grouped.items()}
        self.blank: dict[str, Any] = {
            f.name: [] if f.many else {} if f.map else None for f in self.fields.values()
        }
        self.defaults: dict[str, Any] = {
            f.name: f.default for f in self.fields.values() if f.default is not None
        }
        # The fields that have a register for each element: what a map's entries are, `None` for a set.
        self._forms: dict[str, Type | None] = {
            name: field.type if field.map else None
            for name, field in self.fields.items()
            if (field.many or field.map) and not field.record
        }
        # What a register of one plain value holds; those that take a closer look are left out.
        self._shapes: dict[str, type] = {
            name: field.type.shape
            for name, field in self.fields.items()
            if not (field.many or field.map or field.record) and field.type.shape in (str, int, bool)
        }

    def encode(self, values: Mapping[str, Json]) -> dict[str, Json]:
        """Return the registers that state values, each checked; `None` clears a field, or an entry of a map.

        What is stated together must be given together, with what leads it: see `carried`. Nothing is taken
        out of a set: see `replace`. Raises `Invalid`.
        """
        found: dict[str, Json] = {}
        together: dict[str, dict[str, Json]] = {}
        for name, value in values.items():
            field = self._field(name)
            if field.record:
                together.setdefault(field.record, {})[name] = value
            elif name in self._forms:
                found.update(_elements(field, value))
            elif value is None:
                if field.required:
                    raise self._lacks(field)
                found[name] = None
            else:
                found[name] = field.check(value)
        for register, parts in together.items():
            found[register] = self._stated(register, parts)
        return found

    def gather(self, values: Mapping[str, Json]) -> dict[str, Any]:
        """Return the natural document that registers hold: no nulls, sets as sorted lists, maps as dicts.

        A register that this version doesn't know keeps its own name. So does a value of a shape that its
        field can't have, with a slash after it: whoever reads a field finds what the field promises.
        """
        shapes = self._shapes
        for register, value in values.items():
            if shapes.get(register) is not type(value):
                return self._gathered(values)
        return dict(values)

    def _gathered(self, values: Mapping[str, Json]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        sets: dict[str, list[str]] = {}
        shapes, forms = self._shapes, self._forms
        for register, value in values.items():
            if shapes.get(register) is type(value):
                found[register] = value
            elif value is not None:
                name, _, part = register.partition("/")
                if not part or name not in forms:
                    self._put(found, register, value)
                    continue
                if "~" in part:
                    part = registers.element(part)
                entries = forms[name]
                if entries is None and value is True:
                    if name in sets:
                        sets[name].append(part)
                    else:
                        sets[name] = [part]
                elif entries is not None and entries.fits(value):
                    found.setdefault(name, {})[part] = value
                else:
                    found[register] = value
        for name, parts in sets.items():
            parts.sort()
            found[name] = parts
        return found

    def _put(self, found: dict[str, Any], register: str, value: Json) -> None:
        """Put the value of a register that is neither plain nor an element where it belongs."""
        record = self.records.get(register)
        field = self.fields.get(register)
        if record is not None and record.fits(value):
            for name, part in value.items():
                if part is not None:
                    found[
                        name if name in record.fields or name not in self.fields else f"{register}/{name}"
                    ] = part
        elif field is None or (not (field.many or field.map or field.record) and field.type.fits(value)):
            found[register] = value
        else:
            found[f"{register}/"] = value

    def misfit(self, register: str, value: Json) -> str | None:
        """Return why a value is none that its register takes; `None` where it fits, or nothing is known of it."""
        name, slash, part = register.partition("/")
        field, record = self.fields.get(name), self.records.get(register)
        if value is None or (field is None and record is None):
            return None
        try:
            if record is not None:
                record.check(value)
            elif field is not None and slash and name in self._forms:
                given = {registers.element(part): value} if field.map else [registers.element(part)]
                if not field.map and value is not True:
                    raise Invalid(f"{field.label}: an element is there or not; {value!r} is neither.")
                field.check(given)
            elif field is not None and not slash and not field.record:
                field.check(value)
        except Invalid as error:
            return error.message
        return None

    def carried(self, before: Mapping[str, Json], values: Mapping[str, Json]) -> dict[str, Json]:
        """Return values and what is stated together with them, as it stood before, to change one part."""
        touched = {field.record for name in values if (field := self.fields.get(name)) and field.record}
        kept = {
            name: before[name]
            for register in touched
            for name in self.records[register].fields
            if before.get(name) is not None
        }
        return {**kept, **values}

    def encode_removals(self, name: str, elements: Iterable[str]) -> dict[str, Json]:
        """Return the registers that take elements out of a set, or entries out of a map."""
        field = self._field(name)
        return {registers.register(field.name, part): None for part in elements}

    def replace(self, name: str, old: Json, new: Json) -> dict[str, Json]:
        """Return the registers that make a set or a map of *old* into *new*; only what differs is touched."""
        field = self._field(name)
        if field.map:
            before, after = cast("dict[str, Any]", old or {}), cast("dict[str, Any]", new or {})
            changed: Json = {key: part for key, part in after.items() if before.get(key) != part}
            gone = [key for key in before if key not in after]
        else:
            were, are = cast("list[str]", old or []), cast("list[str]", new or [])
            changed = [part for part in are if part not in were]
            gone = [part for part in were if part not in are]
        return self.encode_removals(name, gone) | self.encode({name: changed})

    def cautious(self, register: str, values: list[Json]) -> Json:
        """Return the most cautious of rival values, the same whatever their order."""
        from .caution import most_cautious

        return most_cautious(self, register, values)

    def check_move(self, before: Mapping[str, Json], values: Mapping[str, Json]) -> None:
        """Raise `Invalid`, saying what is allowed, where a value can't follow what was there before."""
        for name, table in self.moves.items():
            if name in values:
                who = self.title(before) or f"This {self.noun}"
                moves.refuse(_short(who), self.fields[name].label, table, before.get(name), values[name])

    def require(self, values: Mapping[str, Json]) -> None:
        """Raise `Invalid` where a new document would lack what its kind can't do without."""
        for field in self.fields.values():
            if field.required and not field.record and values.get(field.name) in (None, "", [], {}):
                raise self._lacks(field)

    def title(self, doc: Mapping[str, Json]) -> str:
        """Return what a document is called, empty where it has no name of its own."""
        for name in self.title_fields:
            value = doc.get(name)
            if isinstance(value, str) and value:
                return value
            if value and name in self.fields:
                return self.fields[name].show(value)
        return ""

    def _field(self, name: str) -> Field:
        try:
            return self.fields[name]
        except KeyError:
            raise unknown(name, self.fields, a(self.noun).capitalize()) from None

    def _lacks(self, field: Field) -> Invalid:
        return Invalid(f"{a(self.noun).capitalize()} needs {a(field.label)}.", field.help)

    def _stated(self, register: str, parts: dict[str, Json]) -> dict[str, Json] | None:
        record = self.records[register]
        if all(part is None or part == [] for part in parts.values()):
            return None
        if parts.get(record.lead.name) is None:
            given = next(name for name, part in parts.items() if part is not None and part != [])
            label = self.fields[given].label
            raise Invalid(
                f"{label}: it is stated together with the {record.lead.label}, which is missing.",
                record.lead.help,
            )
        return record.check(parts)


def _elements(field: Field, value: Json) -> dict[str, Json]:
    """Return a register for each element of a set, or each entry of a map."""
    if value is None:
        return {}
    checked = field.check(value)
    if field.map:
        return {registers.register(field.name, key): part for key, part in checked.items()}
    return {registers.register(field.name, part): True for part in checked}


def _short(text: str) -> str:
    line = clean(" ".join(text.split()), lines=False)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def a(noun: str) -> str:
    """Return a noun after its indefinite article."""
    return f"an {noun}" if noun[0] in "aeio" else f"a {noun}"
