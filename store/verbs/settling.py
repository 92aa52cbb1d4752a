"""Settling a question that has two answers: a person says which holds, over all that were given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from ..book.documents import rivals
from ..book.undoing import Change
from ..errors import Invalid
from ..schema import kind as kind_named
from . import handles, references, writing
from .done import Done

if TYPE_CHECKING:
    from ..book.state import Setting
    from ..ledger import Ledger
    from ..schema.base import Kind

Json = Any


class _Unsaid:
    """Stands for a value that wasn't given: `None` is one that clears."""


UNSAID: Final = _Unsaid()


def settle(
    ledger: Ledger,
    kind: str,
    key: str,
    field: str,
    *,
    take: int | None = None,
    given: str | None = None,
    value: Json = UNSAID,
    note: str | None = None,
) -> Done:
    """Write one answer over all that were given to a question; raises `Invalid`, `NotFound`.

    *field* is a register with two answers, or a field that such a one holds. *take* is the number of one of
    the answers as they are listed, from 1, and *given* the entry that gave it; *value* is another, as the field
    takes it: of what is stated together, all its parts.
    """
    with ledger.writing():
        snapshot = ledger.read(kind, key)
        register = _register(ledger, kind, key, field, snapshot.doc.get("crossed", ()))
        settings = ledger.book.live(kind, key)[register]
        answers = rivals(register, settings)
        if given is not None:
            take = _number(answers, settings, given)
        if (take is None) == isinstance(value, _Unsaid):
            raise Invalid(
                "It takes one answer.", f"Take one of 1 to {len(answers)}, or give a value, and not both."
            )
        if take is None:
            chosen = _checked(ledger, kind, snapshot.doc["id"], register, value)
        elif 1 <= take <= len(answers):
            chosen = answers[take - 1]
        else:
            raise Invalid(f"There is no answer {take}.", f"They are numbered 1 to {len(answers)}.")
        over = tuple(sorted(setting.mark.id for setting in settings))
        return writing.write(
            ledger, kind, key, [Change(kind, snapshot.doc["id"], {register: chosen}, over)], note
        )


def _number(answers: list[Json], settings: Sequence[Setting], given: str) -> int:
    """Return the number of the answer that an entry gave; raises `Invalid` where it stands no more."""
    for setting in settings:
        if setting.mark.id == given and setting.value in answers:
            return answers.index(setting.value) + 1
    raise Invalid("That answer doesn't stand any more.", "See which ones do: others have come meanwhile.")


def _register(ledger: Ledger, kind: str, key: str, field: str, crossed: list[str]) -> str:
    """Return the register that a person means by a field; raises `Invalid`, naming those with two answers."""
    schema = kind_named(kind)
    wanted = field.strip()
    if wanted in crossed:
        return wanted
    plain = wanted.replace("-", "_")
    known = schema.fields.get(plain)
    within = known.record if known is not None and known.record else plain
    found = [one for one in crossed if one == within or one.partition("/")[0] == within]
    if len(found) == 1:
        return found[0]
    if found:
        raise Invalid(f"Of {field} there are several with two answers.", f"Name one: {', '.join(found)}.")
    called = schema.title(ledger.get(kind, key) or {}) or ledger.label(kind, key)
    if not crossed:
        raise Invalid(f"{called} has no two answers to anything.", f"allied {kind} set changes what it says.")
    raise Invalid(
        f"{called} has no two answers to {field}.",
        f"There are two to {', '.join(crossed)}. allied {kind} set changes what has one.",
    )


def _checked(ledger: Ledger, kind: str, key: str, register: str, value: Json) -> Json:
    """Return a value as the register stores it; raises `Invalid`, `NotFound`."""
    schema = kind_named(kind)
    name, slash, part = register.partition("/")
    if value is None or (slash and schema.fields[name].map is None):
        return _cleared(schema, register, value)
    values = _values(schema, register, name, part, value)
    references.check(ledger, schema, values)
    handles.check(ledger, kind, key, values)
    return schema.encode(values)[register]


def _cleared(schema: Kind, register: str, value: Json) -> Json:
    name, slash, _ = register.partition("/")
    if slash:
        return True if value else None
    known = schema.fields.get(name)
    if known is not None and known.required:
        return schema.encode({name: None})[register]  # raises, saying what is needed
    return None


def _values(schema: Kind, register: str, name: str, part: str, value: Json) -> dict[str, Json]:
    """Return a register's value as the values of fields."""
    if part:
        from ..schema.registers import element

        return {name: {element(part): value}}
    record = schema.records.get(register)
    if record is None:
        return {register: value}
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, Json]", value))
    return {record.lead.name: value}


__all__ = ["UNSAID", "settle"]
