"""Documents as items for people and programs: every field there, references with their names beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from ..journal.codec import undisturbed
from ..schema import AUDIENCES, audience_of, keys
from ..schema import kind as kind_named
from ..schema.text import fold
from .reader import entries

if TYPE_CHECKING:
    from ..schema.base import Kind
    from ..schema.field import Field
    from .reader import Doc, Reader

Item = dict[str, Any]
_Beside = tuple[str, "Callable[[Any], Any]", "Callable[[Any], list[str]] | None"]

# From so many items on it is quicker to load a table than to look its documents up one by one.
_MANY: Final = 50
_GROUP: Final = "group:"


def item(reader: Reader, kind: str, doc: Doc) -> Item:
    """Return a document as an item: what is absent is `None` or the default, references are named."""
    return items(reader, kind, [doc])[0]


def items(reader: Reader, kind: str, docs: Iterable[Doc]) -> list[Item]:
    """Return documents as items; the values they share with the documents are to be read only.

    Several references stand in the order of their names.
    """
    found = list(docs)
    schema = kind_named(kind)
    names = Names(reader, len(found) > _MANY)
    blank: Item = {**schema.blank, **_defaults(reader, schema), "crossed": []}
    beside = _beside(schema, names, blank)
    worded = kind == "optin"
    made: list[Item] = []
    with undisturbed(len(found) > _MANY):
        for doc in found:
            one = {**blank, **doc}
            for name in doc:
                if name in beside:
                    named, name_of, in_order = beside[name]
                    if in_order is not None:
                        one[name] = in_order(one[name])
                    one[named] = name_of(one[name])
            if worded:
                one["ask_name"] = names.wording(one["initiative"], one["ask"])
            made.append(one)
    return made


def _beside(schema: Kind, names: Names, blank: Item) -> dict[str, _Beside]:
    """Return, by field, what goes beside it, how that is found and how its values are put in order.

    What stands beside a field that is absent is added to *blank*.
    """
    beside: dict[str, _Beside] = {}
    for field in schema.fields.values():
        if field.map is not None:
            if _refers(field):
                beside[field.name] = field.name, partial(_entries, names, field), None
        elif field.kinds and field.name != "same":
            named = _named(field)
            blank[named] = [] if field.many else None
            known = names.of(field.kinds)
            beside[field.name] = (
                (named, known.all, known.in_order) if field.many else (named, known.__getitem__, None)
            )
    return beside


def _defaults(reader: Reader, of: Kind) -> dict[str, Any]:
    """Return the defaults of the fields that may be seen: in the place of one that may not, it would be untrue."""
    rank = AUDIENCES.index(getattr(reader, "audience", AUDIENCES[-1]))
    return {n: value for n, value in of.defaults.items() if AUDIENCES.index(audience_of(of.name, n)) <= rank}


class Names:
    """What documents are called: a handle where their kind has one, else a title."""

    def __init__(self, reader: Reader, many: bool) -> None:
        self._reader = reader
        self._many = many
        self._known: dict[tuple[str, ...], _Known] = {}
        self._wordings: dict[tuple[Any, Any], str | None] = {}

    def of(self, kinds: tuple[str, ...]) -> _Known:
        """Return the names of the documents of some kinds by key."""
        if kinds not in self._known:
            self._known[kinds] = _Known(self._reader, kinds, self._many)
        return self._known[kinds]

    def wording(self, initiative: Any, ask: Any) -> str | None:
        """Return how a wording of an initiative's ask begins, after its language; `None` for one not there."""
        if not ask:
            return None
        if (initiative, ask) not in self._wordings:
            about = self._reader.get("initiative", str(initiative)) or {}
            said = entries(about, "ask").get(ask)
            show = kind_named("initiative").fields["ask"].type.show
            self._wordings[initiative, ask] = show(said) if said else None
        return self._wordings[initiative, ask]


class _Known(dict[str, "str | None"]):
    """Names by key, looked up when they are first asked for."""

    def __init__(self, reader: Reader, kinds: tuple[str, ...], many: bool) -> None:
        super().__init__()
        self._reader = reader
        self._kinds = kinds
        self._waiting = many

    def all(self, keys: Iterable[str]) -> list[str | None]:
        """Return the names of several documents."""
        return [self[key] for key in keys]

    def in_order(self, keys: Iterable[str]) -> list[str]:
        """Return keys in the order of the names of what they are of, those without a name last."""
        found = list(keys)
        return found if len(found) < 2 else sorted(found, key=self._place)

    def _place(self, key: str) -> tuple[bool, str, str]:
        name = self[key]
        return name is None, fold(name or "") or (name or ""), key

    def __missing__(self, key: str) -> str | None:
        if self._waiting:
            self._waiting = False
            for kind in self._kinds:
                called = _name_of(kind)
                self.update({k: called(doc) for k, doc in self._reader.table(kind).items()})
            if key in self:
                return self[key]
        self[key] = found = self._look_up(key)
        return found

    def _look_up(self, key: str) -> str | None:
        if key.startswith(_GROUP):
            doc = self._reader.get("group", key.removeprefix(_GROUP))
            return f"{_GROUP}{doc.get('handle')}" if doc else None
        for kind in self._kinds:
            doc = self._reader.get(kind, key)
            if doc is not None:
                return _name_of(kind)(doc)
        return None if keys.is_reference(key) else key  # a name in words names itself


def _name_of(kind: str) -> Any:
    schema = kind_named(kind)
    if "handle" in schema.fields:
        return lambda doc: cast("str | None", doc.get("handle") or schema.title(doc))  # pyright: ignore
    return schema.title


def _named(field: Field) -> str:
    handled = all("handle" in kind_named(kind).fields for kind in field.kinds)
    return f"{field.name}_handle" if handled else f"{field.name}_name"


def _refers(field: Field) -> bool:
    """Return whether the keys of a map, or a part of its entries, name documents."""
    parts: Mapping[str, Field] = getattr(field.type, "fields", {})
    return bool(field.map and field.map.kinds) or any(part.kinds for part in parts.values())


def _entries(names: Names, field: Field, value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries of a map, each with the names of what its key and its parts refer to."""
    assert field.map is not None
    parts: Mapping[str, Field] = getattr(field.type, "fields", {})
    found: dict[str, Any] = {}
    for key, entry in value.items():
        if not isinstance(entry, Mapping):
            found[key] = entry
            continue
        one: dict[str, Any] = dict(cast("Mapping[str, Any]", entry))
        for part in parts.values():
            if part.kinds and part.name in one:
                one[_named(part)] = names.of(part.kinds)[one[part.name]]
        if field.map.kinds:
            one["handle"] = names.of(field.map.kinds)[key.rpartition(":")[2]]
        found[key] = one
    return found
