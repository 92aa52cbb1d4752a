"""How every list is narrowed, sorted and cut short: read from the schema, once for all kinds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from typer.core import TyperOption

from ...store.exchange.filtering import (
    DAYS,
    Doc,
    Test,
    by_condition,
    by_day,
    by_value,
    by_words,
    whole,
)
from ...store.exchange.sorting import in_order
from ...store.schema import kind as kind_named
from .fields import metavar, spelled, typed

if TYPE_CHECKING:
    from ...store.schema.field import Field
    from ...store.schema.types import Context
    from ...store.views.reader import Reader

Texts = Mapping[str, str | Sequence[str] | None]

_FILTERED: Final = frozenset({"choice", "ref", "who", "date", "instant", "flag", "language"})
_ALIASES: Final = {"status": "--state", "state": "--status", "stage": "--status"}
_SHOWN_TO: Final = "audience"  # the option of that name says who will look; --where finds by label


def options(kind: str, prefix: str) -> list[TyperOption]:
    """Return the filters of a kind's list: a field that has few values or is a day gives one each."""
    made = [_option(field, prefix) for field in typed(kind) if _is_filter(field) and field.name != _SHOWN_TO]
    general = (
        ("where", True, "FIELD=VALUE", "Only those whose field has the value; != for has not."),
        ("sort", False, "FIELD", "Sort by a field, actions by urgency too; -FIELD from the other end."),
        ("limit", False, "N", "No more than so many."),
    )
    made += [
        TyperOption(param_decls=[prefix + name, f"--{name}"], multiple=multiple, metavar=shape, help=text)
        for name, multiple, shape, text in general
    ]
    return made


def chosen(reader: Reader, ctx: Context, kind: str, filters: Texts, words: Sequence[str]) -> list[Doc]:
    """Return the documents of a kind that pass every filter and hold every word, in order."""
    tests = list(_tests(ctx, kind, filters))
    if (holds := by_words(words)) is not None:
        tests.append(holds)
    docs: Iterable[Doc] = reader.table(kind).values()
    for test in tests:
        docs = filter(test, docs)
    found = in_order(reader, kind, list(docs), str(filters.get("sort") or ""))
    return found[: _limit(filters.get("limit"))]


def _is_filter(field: Field) -> bool:
    return field.map is None and (
        field.type.name in _FILTERED or (field.many and field.type.name in ("line", "name"))
    )


def _option(field: Field, prefix: str) -> TyperOption:
    dated = field.type.name in DAYS
    decls = [prefix + field.name, spelled(field)]
    if field.name in _ALIASES:
        decls.append(_ALIASES[field.name])
    return TyperOption(
        param_decls=decls,
        multiple=not dated,
        metavar="[before:|after:]DATE|none" if dated else metavar(field),
        help=field.help,
    )


def _tests(ctx: Context, kind: str, filters: Texts) -> Iterable[Test]:
    fields = kind_named(kind).fields
    for name, said in filters.items():
        if name in fields and said is not None:
            field = fields[name]
            if field.type.name in DAYS:
                yield by_day(field, str(said), ctx)
            else:
                yield by_value(field, [said] if isinstance(said, str) else said, ctx)
    for text in filters.get("where") or ():
        yield by_condition(kind, text, ctx)


def _limit(said: str | Sequence[str] | None) -> int | None:
    if said is None:
        return None
    return whole(str(said), "--limit")
