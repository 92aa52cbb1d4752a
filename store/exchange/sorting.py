"""The order of a list: by a field, those without it last, the same every time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, cast

from ..schema import kind as kind_named
from .filtering import field_named

if TYPE_CHECKING:
    from ..schema.field import Field
    from ..views.reader import Reader

Doc = dict[str, Any]

_MANY: Final = 50  # from so many on, names are quicker read all at once
URGENCY: Final = "urgency"  # no field: how much an action presses today
# What a list is sorted by where nothing is said, by kind; what is alike in that, by what it is called.
_ORDER: Final = {
    "member": "handle",
    "group": "handle",
    "initiative": "handle",
    "optin": "initiative",
    "action": URGENCY,
    "decision": "closes",
    "meeting": "starts",
}
_BESIDE: Final = ("_handle", "_name")  # what a reference is called is shown under its name and one of these
_Key = tuple[Callable[[Doc], Any], Callable[[Any], Any]]


def in_order(reader: Reader, kind: str, docs: list[Doc], said: str) -> list[Doc]:
    """Return documents in order, those without the field last, the same every time; raises `Usage`.

    A reference sorts by what it is called, and what is alike by what it is called itself.
    """
    of = kind_named(kind)
    name = said.removeprefix("-")
    if kind == "action" and (name or URGENCY) == URGENCY:
        return _by_urgency(reader, docs, said.startswith("-"))
    first = _sorted_by(kind, name, f"--sort {said}") if name else of.fields.get(_ORDER.get(kind, ""))
    called = ("initiative", "member") if kind == "optin" else ("handle", *of.title_fields)
    fields = dict.fromkeys([first, *(of.fields.get(each) for each in called)])
    docs.sort(key=itemgetter("id"))
    keys = [_by(reader, field, len(docs)) for field in fields if field is not None]
    return _ordered(docs, keys, said.startswith("-"))


def _ordered(docs: list[Doc], keys: Sequence[_Key], backward: bool = False) -> list[Doc]:
    """Return documents by the first of some keys, those without it last; what is alike by the next."""
    if len(docs) < 2 or not keys:
        return docs
    (value_of, key), *rest = keys
    by_value: dict[Any, list[Doc]] = {}
    for doc in docs:
        by_value.setdefault(value_of(doc), []).append(doc)
    without = by_value.pop(None, [])
    values = sorted(by_value, key=key, reverse=backward)
    return [doc for value in values for doc in _ordered(by_value[value], rest)] + _ordered(without, rest)


def _by(reader: Reader, field: Field, count: int) -> _Key:
    """Return how one finds what a document is sorted by, and how such values are sorted."""
    name, default = field.name, field.default
    if field.kinds and field.map is None:
        from ..views.present import Names

        known = Names(reader, count > _MANY).of(field.kinds)

        def called(doc: Doc) -> str | None:
            value = doc.get(name)
            if isinstance(value, str):
                return known[value]
            return ", ".join(sorted(known[key] or "" for key in value)) or None if value else None

        return called, lambda value: (str(value).casefold(), str(value))

    def value_of(doc: Doc) -> Any:
        value = doc.get(name, default)
        return value if isinstance(value, (str, int)) else _sortable(value)

    return value_of, _key(field)


def checked(kind: str, said: str) -> str:
    """Return what a person wants a list sorted by, `FIELD` or `-FIELD`; raises `Usage` for what is no field."""
    name = said.removeprefix("-")
    if not (kind == "action" and name == URGENCY):
        _sorted_by(kind, name, f"sort:{said}")
    return said


def _sorted_by(kind: str, name: str, said: str) -> Field:
    """Return the field to sort by, which may be named as what is shown beside it is."""
    fields = kind_named(kind).fields
    asked = name.strip().replace("-", "_")
    for ending in _BESIDE:
        field = fields.get(asked.removesuffix(ending))
        if asked not in fields and asked.endswith(ending) and field is not None and field.kinds:
            return field
    return field_named(kind, name, said)


def _by_urgency(reader: Reader, docs: list[Doc], least_first: bool) -> list[Doc]:
    from ..views.urgency import by_urgency

    ordered = by_urgency(docs, reader.table("action"), reader.today())
    return ordered[::-1] if least_first else ordered


def _sortable(value: Any) -> str | None:
    """Return a value that has parts as text that sorts as it does."""
    if not value:
        return None
    return str(cast("Doc", value).get("at", "") if isinstance(value, dict) else value)


def _key(field: Field) -> Callable[[Any], Any]:
    """Return what a field's values are sorted by: words of a vocabulary in its order, texts without case."""
    if field.words and not (field.many or field.map is not None):
        ranks = {word: place for place, word in enumerate(field.words)}
        return lambda value: (ranks.get(value, -1), str(value))
    if field.type.name in ("line", "name", "text"):
        return lambda value: (str(value).casefold(), str(value))
    return lambda value: (isinstance(value, str), value)
