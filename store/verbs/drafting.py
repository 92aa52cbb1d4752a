"""From natural values to the registers that are written: only what differs, and only what the rules allow."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from ..errors import Invalid
from ..schema import kind as kind_named
from . import handles, references

if TYPE_CHECKING:
    from ..ledger import Ledger, Snapshot
    from ..schema.base import Kind

Json = Any
Values = Mapping[str, Json]


def new_key() -> str:
    """Return a key for a new document: random, so that clones never draw the same."""
    return os.urandom(16).hex()


def new(ledger: Ledger, kind: str, values: Values, key: str, coming: Collection[str] = ()) -> dict[str, Json]:
    """Return the registers of a new document; raises `Invalid`, `NotFound`.

    Where its kind has a state, it is stored outright; so is what the coalition has new documents start with.
    *coming* are the keys of documents made in the same step.
    """
    schema = kind_named(kind)
    given = {name: value for name, value in values.items() if value not in (None, [], {})}
    full = {**started_with(ledger, schema), **given}
    schema.require(full)
    handles.check(ledger, kind, key, full)
    references.check(ledger, schema, full, coming)
    return schema.encode(full)


def differing(
    ledger: Ledger,
    seen: Snapshot,
    values: Values,
    *,
    any_move: bool = False,
    coming: Collection[str] = (),
) -> dict[str, Json]:
    """Return the registers that make a document as *seen* into what *values* say.

    A set becomes the one given; of a map, only the entries given are touched, and `None` takes one out.
    What has two answers is written even where it says the same as is shown: that settles it.
    Raises `Invalid`, `NotFound`.
    """
    schema = kind_named(seen.kind)
    wanted = schema.carried(seen.doc, values)
    if not any_move:
        schema.check_move(ledger.get(seen.kind, seen.key) or seen.doc, wanted)
    found: dict[str, Json] = {}
    single: dict[str, Json] = {}
    for name, value in wanted.items():
        field = schema.fields.get(name)
        if field is None or field.record or not (field.many or field.map):
            single[name] = value
        elif field.map:
            found |= _entries(schema, name, seen.doc.get(name) or {}, value)
        else:
            found |= schema.replace(name, seen.doc.get(name), field.check(value) if value else [])
    crossed = seen.doc.get("crossed", ())
    for register, value in schema.encode(single).items():
        if register in crossed or value != _stands(schema, seen.doc, register):
            found[register] = value
    changed = {name: value for name, value in wanted.items() if value != seen.doc.get(name)}
    if "handle" in changed:
        handles.check(ledger, seen.kind, seen.key, changed)
    # What was named before may be gone since, which is no reason to refuse what is named beside it.
    known = references.named(schema, {name: seen.doc.get(name) for name in changed})
    references.check(ledger, schema, changed, {*coming, *known})
    return found


def _entries(schema: Kind, name: str, before: Values, value: Json) -> dict[str, Json]:
    """Return the registers of a map's entries that differ; `None` for the map clears all."""
    if value is None:
        return schema.encode_removals(name, before)
    checked: dict[str, Json] = schema.fields[name].check(value)
    gone = [part for part, entry in checked.items() if entry is None and part in before]
    there = {part: entry for part, entry in checked.items() if entry not in (None, before.get(part))}
    return schema.encode_removals(name, gone) | schema.encode({name: there})


def _stands(schema: Kind, doc: Values, register: str) -> Json:
    """Return what a register holds in a document."""
    record = schema.records.get(register)
    if record is None:
        return doc.get(register)
    return {part: doc[part] for part in record.fields if part in doc} or None


def started_with(ledger: Ledger, schema: Kind) -> dict[str, Json]:
    """Return what a new document of a kind starts with: its first state, and the coalition's defaults."""
    from ..schema.keys import COALITION

    first = {name: schema.fields[name].default for name in schema.moves}
    chosen: dict[str, Json] = (ledger.get("coalition", COALITION) or {}).get("defaults") or {}
    start = f"{schema.name}."
    ours = {
        field: value
        for name, value in chosen.items()
        if name.startswith(start) and (field := name.removeprefix(start)) in schema.fields
    }
    return {name: value for name, value in {**first, **ours}.items() if value is not None}


def refuse_unless(held: bool, message: str, hint: str | None = None) -> None:
    """Raise `Invalid` where a rule doesn't hold."""
    if not held:
        raise Invalid(message, hint)
