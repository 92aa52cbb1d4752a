"""A form as it came back: only what was changed, and every fault with its line."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from ..errors import AlliedError
from ..schema.field import Unfit
from ..schema.record import Record, unknown
from ..schema.refs import Id
from ..verbs import documents
from ..verbs.fields import LedgerContext, context
from .form import FENCE, MARK, NOTE, Raw, fields, heading, is_long, raw_key, raw_of, typed, unescaped

if TYPE_CHECKING:
    from ..ledger import Ledger, Snapshot
    from ..schema.field import Field
    from ..schema.types import Type
    from ..verbs.done import Done

_NEW: Final = "new"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a line of a form (from 1), of which field (empty: of none), and how to mend it."""

    line: int
    field: str
    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The values that a form changes, by field; to be relied on only where there are no faults."""

    values: Mapping[str, Any]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What a form came to: written (or nothing, where nothing changed), or the faults that kept it from it."""

    done: Done | None
    faults: tuple[Fault, ...]


def write(ledger: Ledger, seen: Snapshot, text: str, note: str | None = None) -> Written:
    """Write what a form changes of a document as one entry, over what the person had in view."""
    reading = read(ledger, seen, text)
    if reading.faults:
        return Written(None, reading.faults)
    try:
        return Written(documents.change(ledger, seen.kind, seen.key, reading.values, seen, note), ())
    except AlliedError as error:
        lines = unmarked(text).split("\n")
        field = error.field if isinstance(error, Unfit) else _meant(error.message, reading.values)
        return Written(None, (Fault(_line_of(seen.kind, lines, field), field, error.message, error.hint),))


def read(ledger: Ledger, seen: Snapshot, text: str) -> Reading:
    """Return what a form says that is not as the person saw it, and what is wrong with it."""
    lines = unmarked(text).split("\n")
    raw, faults = _raw(seen.kind, lines)
    if faults:
        return Reading({}, tuple(faults))
    before, ctx = raw_of(ledger, seen), context(ledger)
    known = {field.name: field for field in fields(seen.kind)}
    values: dict[str, Any] = {}
    for name in raw:
        if name not in known:
            error = unknown(name, known, "The form")
            faults.append(Fault(_line_of(seen.kind, lines, name), name, error.message, error.hint))
    for name, field in known.items():
        if raw.get(name) == before.get(name):
            continue
        try:
            values[name] = _changed(ledger, ctx, field, seen.doc.get(name), raw.get(name))
        except AlliedError as error:
            faults.append(Fault(_line_of(seen.kind, lines, name), name, error.message, error.hint))
    return Reading(values, tuple(sorted(faults, key=lambda fault: fault.line)))


def marked(text: str, faults: Sequence[Fault]) -> str:
    """Return a form with each fault written above its line; those marked before are taken out."""
    lines = unmarked(text).split("\n")
    end = _fence(lines)
    for fault in sorted(faults, key=lambda fault: fault.line, reverse=True):
        at = max(0, min(fault.line, len(lines)) - 1)
        said = " ".join(f"{fault.message} {fault.hint or ''}".split())
        inside = 0 < at <= end
        mark = f"{MARK}{said}" if inside else f"{NOTE}{said.replace('--', '- -')} -->"
        lines.insert(at, mark)
    return "\n".join(lines)


def unmarked(text: str) -> str:
    """Return a form without the marks of faults."""
    lines = text.replace("\r\n", "\n").lstrip("\ufeff").split("\n")
    return "\n".join(line for line in lines if not line.startswith((MARK, NOTE)))


def _fence(lines: Sequence[str]) -> int:
    """Return where the head ends, 0 where it doesn't."""
    return next((at for at, line in enumerate(lines) if at and line.rstrip() == FENCE), 0)


def _raw(kind: str, lines: Sequence[str]) -> tuple[Raw, list[Fault]]:
    end = _fence(lines)
    if not end or lines[0].rstrip() != FENCE:
        return {}, [
            Fault(1, "", f"The head has no line of {FENCE} before it and after it.", "Put them back.")
        ]
    try:
        raw: Raw = tomllib.loads("\n".join(lines[1:end]) + "\n")
    except tomllib.TOMLDecodeError as error:
        said, _, where = str(error).partition(" (at line ")
        number = where.partition(",")[0]
        line = int(number) + 1 if number.isdigit() else end
        return {}, [Fault(line, "", f"{said}.", 'Write texts in quotation marks: name = "Greens".')]
    long = {field.name for field in fields(kind) if is_long(field)}
    faults = [
        Fault(_line_of(kind, lines[:end], name), name, f"{name} is a section below the head.", f"# {name}")
        for name in raw.keys() & long
    ]
    found, wrong = _sections(kind, lines, end + 1)
    return {**raw, **found}, faults + wrong


def _sections(kind: str, lines: Sequence[str], start: int) -> tuple[dict[str, str], list[Fault]]:
    found: dict[str, list[str]] = {}
    faults: list[Fault] = []
    here: list[str] | None = None
    for number, line in enumerate(lines[start:], start + 1):
        name = heading(kind, line)
        if name is not None:
            if name in found:
                faults.append(
                    Fault(number, name, f"{line} is there twice.", "Put the two under one heading.")
                )
            here = found.setdefault(name, [])
        elif here is not None:
            here.append(line)
        elif line.strip():
            faults.append(
                Fault(number, "", "This text stands under no heading.", "Put it under one, or away.")
            )
            break
    texts: dict[str, str] = {}
    for name, section in found.items():
        body = "\n".join(section).strip("\n")
        if body.strip():
            texts[name] = unescaped(kind, body)
    return texts, faults


def _changed(ledger: Ledger, ctx: LedgerContext, field: Field, before: Any, raw: Any) -> Any:
    """Return a field's new value; what a person left as it was keeps its value, and isn't read anew."""
    if raw in (None, "", [], {}):
        if field.map is not None:
            return dict.fromkeys(cast("Mapping[str, Any]", before or {}))
        return [] if field.many else None
    if field.map is not None:
        return _entries(ledger, ctx, field, cast("Mapping[str, Any]", before or {}), _as_table(field, raw))
    if is_long(field):
        return field.check(raw)
    if not field.many:
        return _parsed(ctx, field, raw)
    there = [(typed(ledger, field.type, one), one) for one in cast("list[Any]", before or [])]
    parts = cast("list[Any]", raw if isinstance(raw, list) else [raw])
    kept = [next((one for text, one in there if text == part), None) for part in parts]
    return field.check(
        [
            one if one is not None else _one(ctx, field, field.type, part)
            for one, part in zip(kept, parts, strict=True)
        ]
    )


def _entries(
    ledger: Ledger, ctx: LedgerContext, field: Field, before: Mapping[str, Any], raw: Mapping[str, Any]
) -> dict[str, Any]:
    assert field.map is not None
    names = {raw_key(ledger, field.map, key): key for key in before}
    found: dict[str, Any] = {key: None for name, key in names.items() if name not in raw}
    for name, part in raw.items():
        key = names.get(name)
        if key is not None and part == typed(ledger, field.type, before[key]):
            continue
        if isinstance(field.type, Record):
            if key is None:
                key = _new_key(field.map, name) or field.map.parse(name, ctx)
            found[key] = _one(ctx, field, field.type, part)
        else:
            found |= field.parse([f"{name}={part}"], ctx)
    return found


def _new_key(of: Type, name: str) -> str | None:
    """Return an id for an entry that has none yet and is called `new`, or `new` and whatever."""
    return os.urandom(of.length // 2).hex() if isinstance(of, Id) and name.startswith(_NEW) else None


def _as_table(field: Field, raw: Any) -> Mapping[str, Any]:
    if isinstance(raw, Mapping):
        return cast("Mapping[str, Any]", raw)
    raise Unfit(f"{field.label}: it has entries.", f"Write [{field.name}] and an entry a line.", field.name)


def _one(ctx: LedgerContext, field: Field, of: Type, raw: Any) -> Any:
    """Return one value of a field of many, or of a map."""
    if isinstance(of, Record) and isinstance(raw, Mapping):
        parts = cast("Mapping[str, Any]", raw)
        made = {
            name: _parsed(ctx, of.fields[name], part) if name in of.fields else part
            for name, part in parts.items()
            if part not in ("", [])
        }
        return of.check(made)
    return of.parse(_text(field, raw), ctx)


def _parsed(ctx: LedgerContext, field: Field, raw: Any) -> Any:
    if field.many:
        parts = cast("list[Any]", raw if isinstance(raw, list) else [raw])
        return field.parse([_text(field, part) for part in parts], ctx)
    return field.parse(_text(field, raw), ctx)


def _text(field: Field, raw: Any) -> str:
    """Return a value of the head as it would be typed; TOML has numbers, flags and days of its own."""
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, list | dict):
        raise Unfit(f"{field.label}: it takes one value, not several.", "Give it once.", field.name)
    return str(raw)


def _meant(message: str, values: Mapping[str, Any]) -> str:
    """Return the changed field that a refusal speaks of, the only one there is, or none."""
    named = [name for name in values if name.replace("_", " ") in message.lower()]
    return named[0] if len(named) == 1 else next(iter(values)) if len(values) == 1 else ""


def _line_of(kind: str, lines: Sequence[str], field: str) -> int:
    """Return the line (from 1) where a field is set, the first of the head where it isn't."""
    if field:
        for number, line in enumerate(lines, 1):
            bare = line.strip().lstrip("[").replace('"', "").replace("'", "")
            name = bare[: len(field)]
            if name == field and bare[len(field) :].lstrip()[:1] in ("=", ".", "]"):
                return number
            if heading(kind, line) == field:
                return number
    return 2
