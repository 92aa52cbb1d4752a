"""What lists are narrowed by: fields, days and words, the same on the command line and in the TUI."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from ..errors import Usage
from ..schema import kind as kind_named
from ..schema.text import fold
from .marked import called, named, singular, words

if TYPE_CHECKING:
    from ..schema.field import Field
    from ..schema.types import Context

Doc = dict[str, Any]
Test = Callable[[Doc], bool]

DAYS: Final = ("date", "instant")
"""The types of field that are asked for by day."""
_WHEN: Final = ("before", "after", "on")
# What one field is called where people think of another kind's.
_ALSO: Final = {"initiative": (("status", "stage"),), "optin": (("status", "state"),)}


_LISTED: Final = ("where", "sort", "limit")
"""What every list takes besides its fields."""


class Filter(NamedTuple):
    """What a line asks for: words that each row must hold, tests that its document must pass, order and number."""

    words: tuple[str, ...]
    tests: tuple[Test, ...]
    sort: str = ""
    """A field to sort by, `-FIELD` from the other end; empty for the list's own order."""
    limit: int | None = None


def read(kind: str, line: str, ctx: Context) -> Filter:
    """Return what a line such as `letter owner:edri status:todo status:doing due:before:fri -tag:old` asks for.

    A field that is given several times takes any of the values, a set all of them, as options do that are given
    several times; `where:`, `sort:` and `limit:` say what the options of these names say. Raises `Invalid`,
    `Usage`, `NotFound` or `Ambiguous` where a field can't have such a value. A word before a colon that is no
    field is looked for as it stands.
    """
    free: list[str] = []
    tests: list[Test] = []
    asked: dict[str, list[str]] = {}
    listed: dict[str, str] = {}
    fields, names = kind_named(kind).fields, _names(kind)
    for word in words(line):
        said = named(word.text, names)
        if said is None:
            free.append(word.plain)
        elif not said.value:  # `owner:` is on its way to be a value
            continue
        elif said.field == "where":
            test = by_condition(kind, said.value, ctx, "where:")
            tests.append(_not(test) if said.negated else test)
        elif said.field in _LISTED:
            listed[said.field] = said.value
        elif said.negated:
            tests.append(_not(by_field(fields[said.field], said.value, ctx)))
        elif _by_part(fields[said.field]):
            tests.append(by_field(fields[said.field], said.value, ctx))
        else:
            asked.setdefault(said.field, []).extend(said.value.split(","))
    tests += [by_value(fields[name], values, ctx) for name, values in asked.items()]
    return Filter(tuple(free), tuple(tests), _sort(kind, listed), _limit(listed))


def _names(kind: str) -> dict[str, str]:
    """Return what each name in a line stands for: a field, or what every list takes."""
    fields = kind_named(kind).fields
    also = [*_ALSO.get(kind, ()), ("state", "status"), *((name, name) for name in _LISTED)]
    known = {*fields, *_LISTED}
    return called(kind, ((name, at) for name, at in also if name not in fields and at in known))


def _sort(kind: str, listed: Mapping[str, str]) -> str:
    from .sorting import checked

    return checked(kind, listed["sort"]) if "sort" in listed else ""


def _limit(listed: Mapping[str, str]) -> int | None:
    return whole(listed["limit"], "limit:") if "limit" in listed else None


def whole(text: str, said: str) -> int:
    """Return how many lines a person wants at most, given as *said*; raises `Usage`."""
    if not (text.isascii() and text.isdigit()):
        raise Usage(f"{said} takes a whole number, not {text!r}.")
    return int(text)


def _by_part(field: Field) -> bool:
    """Return whether each value a field is asked for is a test of its own: of a day, of a part of a text."""
    plain = field.type.name in ("text", "line", "name") and not field.many
    return field.type.name in DAYS or field.map is not None or plain


def by_field(field: Field, text: str, ctx: Context) -> Test:
    """Return the test that a text asks of a field: its day, one of its values, or a part of what it says."""
    if field.type.name in DAYS:
        return by_day(field, text, ctx)
    if _by_part(field):
        wanted, name = fold(text), field.name
        return lambda doc: wanted in fold(" ".join(strings(doc.get(name))))
    return by_value(field, text.split(","), ctx)


def by_condition(kind: str, text: str, ctx: Context, option: str = "--where ") -> Test:
    """Return the test that `FIELD=VALUE` or `FIELD!=VALUE` says, given by an *option*; raises `Usage`."""
    name, equals, said = text.partition("=")
    negated = name.endswith("!")
    field = field_named(kind, name.rstrip("!"), f"{option}{text}")
    if not equals:
        raise Usage(
            f"{option.strip()} takes FIELD=VALUE, not {text!r}.", f"For example {option}status=active."
        )
    if field.type.name in DAYS:
        test = by_day(field, said, ctx)
    elif field.type.name == "text" or field.map is not None:
        wanted = fold(said)
        test: Test = lambda doc: wanted in fold(str(doc.get(field.name) or ""))  # noqa: E731
    else:
        test = by_value(field, [said], ctx)
    return _not(test) if negated else test


def by_value(field: Field, said: Sequence[str], ctx: Context) -> Test:
    """Return the test for one of some values; of a set, for all of them. `none` is no value."""
    name, default = field.name, field.default
    values = [
        None if text in ("", "none") and "none" not in field.words else field.type.parse(text, ctx)
        for text in said
    ]
    if field.many or field.map is not None:
        wanted = [value for value in values if value is not None]
        if None in values:
            return lambda doc: not doc.get(name)
        return lambda doc: all(value in (doc.get(name) or ()) for value in wanted)
    if len(values) == 1:
        only = values[0]
        if default is None:
            return lambda doc: doc.get(name) == only
    return lambda doc: doc.get(name, default) in values


def by_day(field: Field, text: str, ctx: Context) -> Test:
    """Return the test for a day: `before:`, `after:` or on it, or `none`; raises `Invalid`."""
    from ..schema.dates import parse_date
    from ..schema.instants import show

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


def by_words(said: Sequence[str]) -> Test | None:
    """Return the test that every word is somewhere in what is written in a document, `None` for no words."""
    wanted = [folded for word in said if (folded := fold(word))]
    if not wanted:
        return None

    def holds(doc: Doc) -> bool:
        folded = fold(" ".join(strings(doc)))
        return all(word in folded for word in wanted)

    return holds


def strings(value: Any) -> Iterable[str]:
    """Return every text within a value, but for ids."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in cast("Doc", value).items():
            if name != "id":
                yield from strings(part)
    elif isinstance(value, list):
        for part in cast("list[Any]", value):
            yield from strings(part)


def field_named(kind: str, name: str, said: str) -> Field:
    """Return the field of a kind that a person named in *said*; raises `Usage`, naming the nearest."""
    fields = kind_named(kind).fields
    asked = name.strip().replace("-", "_")
    if asked in fields:
        return fields[asked]
    for field in fields.values():
        if singular(field) == asked:
            return field
    from difflib import get_close_matches

    near = get_close_matches(asked, fields) or list(fields)[:8]
    raise Usage(f"{said}: {kind_named(kind).noun} has no field {name!r}.", f"There are {', '.join(near)}.")


def _not(test: Test) -> Test:
    return lambda doc: not test(doc)
