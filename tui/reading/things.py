"""Every thing in a ledger by the names it goes by and the text in it, for the palette and for references in forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

if TYPE_CHECKING:
    from ...store.schema.field import Field
    from ...store.views.reader import Doc, Reader

KINDS: Final = ("member", "initiative", "action", "decision", "contact", "group", "meeting", "optin")
Tables = Mapping[str, Mapping[str, "Doc"]]
_WORDED: Final = ("line", "name", "text")


class Thing(NamedTuple):
    """One document, the names it may be sought by, and what is written in it."""

    kind: str
    key: str
    title: str
    handle: str
    names: str
    """Title, handle and former names in lower case, a line each; with accents and, where it has any, without."""
    text: str
    """What people wrote in it, in lower case."""
    doc: Mapping[str, Any]
    """The document that all this was read from."""


def tables(reader: Reader, kinds: Iterable[str] = KINDS) -> Tables:
    """Return documents as they are now, to be listed once the ledger is no longer held."""
    return {kind: dict(reader.table(kind)) for kind in kinds}


def listed(found: Tables, before: Iterable[Thing] = ()) -> list[Thing]:
    """Return every document; those that are as they were *before* cost little."""
    known = {thing.key: thing for thing in before}
    return [thing for kind in found for thing in _of_kind(found, kind, known)]


def _of_kind(found: Tables, name: str, known: Mapping[str, Thing]) -> Iterator[Thing]:
    from ...store.schema import kind as kind_named

    schema = kind_named(name)
    named = (*schema.title_fields, "handle", "former_names")
    worded = [field for field in schema.fields.values() if field.name not in named and _is_worded(field)]
    for key, doc in found[name].items():
        same = known.get(key)
        if same is not None and same.doc is doc and name != "optin":
            yield same
            continue
        texts = [text for f in worded if (value := doc.get(f.name)) for text in _texts(f, value)]
        text = "\n".join(texts).lower() if texts else ""
        if name == "optin":  # it has no name: it is found by its text, and by its id
            yield Thing(name, key, _between(found, doc), "", "", text, doc)
            continue
        title, handle = schema.title(doc), str(doc.get("handle") or "")
        former: Sequence[Any] = doc.get("former_names") or ()
        names = "\n".join([str(n).lower() for n in (title, handle, *former) if n])
        yield Thing(name, key, title, handle, names if names.isascii() else _plainer(names), text, doc)


def _is_worded(field: Field) -> bool:
    """Return whether a field holds text that people wrote."""
    parts: Mapping[str, Field] | None = getattr(field.type, "fields", None)
    return any(map(_is_worded, parts.values())) if parts else field.type.name in _WORDED


def _texts(field: Field, value: Any) -> Iterator[str]:
    """Return the texts in a field's value, of its parts and of all that it has several of."""
    parts: Mapping[str, Field] | None = getattr(field.type, "fields", None)
    if isinstance(value, str):
        if parts is None:
            yield value
    elif isinstance(value, list):
        yield from (str(one) for one in cast("list[object]", value) if isinstance(one, str))
    elif isinstance(value, dict):
        entries = cast("dict[str, Any]", value)
        for name, part in entries.items():
            if field.map is not None:
                yield from _texts_of_one(field, parts, part)
            elif parts is not None and part and name in parts and _is_worded(parts[name]):
                yield from _texts(parts[name], part)


def _texts_of_one(field: Field, parts: Mapping[str, Field] | None, value: Any) -> Iterator[str]:
    """Return the texts in one entry of a map."""
    if parts is None:
        yield from (value,) if isinstance(value, str) else ()
    elif isinstance(value, dict):
        entry = cast("dict[str, Any]", value)
        for name, part in entry.items():
            if part and name in parts and _is_worded(parts[name]):
                yield from _texts(parts[name], part)


def _between(found: Tables, doc: Mapping[str, Any]) -> str:
    """Return what to call an opt-in: whose, and to what."""
    from ...store.schema import kind as kind_named

    ends = ((kind, found.get(kind, {}).get(str(doc.get(kind)))) for kind in ("member", "initiative"))
    return " · ".join(kind_named(kind).title(end) for kind, end in ends if end)


def _plainer(names: str) -> str:
    """Return names as they are, and as one types them without accents."""
    from ...store.schema.text import fold

    return "\n".join([names, *(fold(name) for name in names.split("\n"))])
