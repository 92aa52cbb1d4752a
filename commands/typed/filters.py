"""How every list is narrowed, sorted and cut short: read from the schema, once for all kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from typer.core import TyperOption

from ...store.errors import Usage
from ...store.schema import kind as kind_named
from .fields import metavar, several, spelled, typed
from .sorting import field_named, in_order

if TYPE_CHECKING:
    from ...store.schema.field import Field
    from ...store.schema.types import Context
    from ...store.views.reader import Reader

Doc = dict[str, Any]
Test = Callable[[Doc], bool]
Texts = Mapping[str, str | Sequence[str] | None]

_FILTERED: Final = frozenset({"choice", "ref", "who", "date", "instant", "flag", "language"})
_ALIASES: Final = {"status": "--state", "state": "--status", "stage": "--status"}
_SHOWN_TO: Final = "audience"  # the option of that name says who will look; --where finds by label
_WHEN: Final = ("before", "after", "on")


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
    wanted = [folded for word in words if (folded := _fold(word))]
    docs: Iterable[Doc] = reader.table(kind).values()
    for test in tests:
        docs = filter(test, docs)
    if wanted:
        docs = (doc for doc in docs if _holds(kind, doc, wanted))
    found = in_order(reader, kind, list(docs), str(filters.get("sort") or ""))
    return found[: _limit(filters.get("limit"))]


def _is_filter(field: Field) -> bool:
    return field.map is None and (
        field.type.name in _FILTERED or (field.many and field.type.name in ("line", "name"))
    )


def _option(field: Field, prefix: str) -> TyperOption:
    dated = field.type.name in ("date", "instant")
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
            if field.type.name in ("date", "instant"):
                yield _day(field, str(said), ctx)
            else:
                yield _has(field, [said] if isinstance(said, str) else said, ctx)
    for text in filters.get("where") or ():
        yield _where(kind, text, ctx)


def _has(field: Field, said: Sequence[str], ctx: Context) -> Test:
    """Return the test for one of some values; of a set, for all of them."""
    name, default = field.name, field.default
    values = [
        None if text in ("", "none") and "none" not in field.words else _value(field, text, ctx)
        for text in said
    ]
    if several(field):
        wanted = [value for value in values if value is not None]
        if None in values:
            return lambda doc: not doc.get(name)
        return lambda doc: all(value in (doc.get(name) or ()) for value in wanted)
    if len(values) == 1:
        only = values[0]
        if default is None:
            return lambda doc: doc.get(name) == only
    return lambda doc: doc.get(name, default) in values


def _value(field: Field, text: str, ctx: Context) -> Any:
    return field.type.parse(text, ctx)


def _day(field: Field, text: str, ctx: Context) -> Test:
    """Return the test for a day: `before:`, `after:` or on it, or `none`."""
    from ...store.schema.dates import parse_date
    from ...store.schema.instants import show

    name = field.name
    if text in ("none", ""):
        return lambda doc: doc.get(name) is None
    how, colon, when = text.partition(":")
    if not colon or how not in _WHEN:
        how, when = "on", text
    day = parse_date(when, ctx.today).isoformat()

    def of(doc: Doc) -> str:
        value: Any = doc.get(name)
        return (show(cast("Doc", value)) if isinstance(value, dict) else str(value or ""))[:10]

    if how == "before":
        return lambda doc: "" < of(doc) < day
    if how == "after":
        return lambda doc: of(doc) > day
    return lambda doc: of(doc) == day


def _where(kind: str, text: str, ctx: Context) -> Test:
    """Return the test that `FIELD=VALUE` or `FIELD!=VALUE` says; raises `Usage`."""
    name, equals, said = text.partition("=")
    negated = name.endswith("!")
    field = field_named(kind, name.rstrip("!"), f"--where {text}")
    if not equals:
        raise Usage(f"--where takes FIELD=VALUE, not {text!r}.", "For example --where status=active.")
    if field.type.name in ("date", "instant"):
        test = _day(field, said, ctx)
    elif field.type.name == "text" or field.map is not None:
        wanted = [_fold(said)]
        test: Test = lambda doc: wanted[0] in _fold(str(doc.get(field.name) or ""))  # noqa: E731
    else:
        test = _has(field, [said], ctx)
    return (lambda doc: not test(doc)) if negated else test


def _fold(text: str) -> str:
    from ...store.schema.text import fold

    return fold(text)


def _holds(kind: str, doc: Doc, words: Sequence[str]) -> bool:
    """Return whether every word is somewhere in what is written in a document."""
    written = " ".join(_strings(doc))
    folded = _fold(written)
    return all(word in folded for word in words)


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():  # pyright: ignore[reportUnknownVariableType]
            if name != "id":
                yield from _strings(part)
    elif isinstance(value, list):
        for part in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _strings(part)


def _limit(said: str | Sequence[str] | None) -> int | None:
    if said is None:
        return None
    text = str(said)
    if not (text.isascii() and text.isdigit()):
        raise Usage(f"--limit takes a whole number, not {text!r}.")
    return int(text)
