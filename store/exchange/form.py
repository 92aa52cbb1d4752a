"""A document as a form to edit: a head of short fields in TOML, then a Markdown section for each long text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from ..errors import AlliedError
from ..schema import keys
from ..schema import kind as kind_named
from ..schema.numbers import Count, Flag
from ..schema.record import Record
from ..schema.types import Text
from . import toml

if TYPE_CHECKING:
    from ..ledger import Ledger, Snapshot
    from ..schema.field import Field
    from ..schema.types import Type

Raw = dict[str, Any]
"""What a form says of each field as a person would type it: texts, numbers, flags, lists and tables of those."""

FENCE: Final = "+++"
MARK: Final = "# !! "
NOTE: Final = "<!-- !! "

# What has a verb of its own, or says which document it is.
_NOT_HERE: Final[Mapping[str, tuple[str, ...]]] = {
    "initiative": ("ask",),
    "optin": ("initiative", "member"),
    "decision": (
        *("positions", "answers", "status", "outcome", "rationale", "decided", "despite_blocks"),
        *("opens", "asked_group"),
    ),
    "action": ("series", "occurrence"),
    "writer": ("writer",),
}
_NOWHERE: Final = ("comments", "same")


def render(ledger: Ledger, seen: Snapshot) -> str:
    """Return the form of a document as a person saw it."""
    schema = kind_named(seen.kind)
    raw = raw_of(ledger, seen)
    head = [f"# {schema.noun.capitalize()}: {_title(ledger, seen)}. What is taken out is cleared.", ""]
    tables: list[str] = []
    sections: list[str] = []
    for field in fields(seen.kind):
        if is_long(field):
            sections.append(f"# {field.label}\n\n{escaped(seen.kind, raw.get(field.name, ''))}".rstrip("\n"))
        elif field.name not in raw:
            head.append(f"# {field.name} =  {_hint(field)}")
        elif field.map is not None:
            tables += _table(field, raw[field.name])
        else:
            words = f"  # {', '.join(field.words)}" if field.words and not field.many else ""
            head.append(f"{field.name} = {toml.value(raw[field.name])}{words}")
    lines = "\n".join([FENCE, *head, *tables, FENCE])
    return lines + "\n\n" + "".join(f"{section}\n\n" for section in sections).rstrip("\n") + "\n"


def fields(kind: str) -> list[Field]:
    """Return the fields that a form of a kind has."""
    left = (*_NOWHERE, *_NOT_HERE.get(kind, ()))
    return [field for name, field in kind_named(kind).fields.items() if name not in left]


def is_long(field: Field) -> bool:
    """Return whether a field has a section of its own."""
    return isinstance(field.type, Text) and not field.many and field.map is None


def raw_of(ledger: Ledger, seen: Snapshot) -> Raw:
    """Return what a document's form says."""
    found: Raw = {}
    for field in fields(seen.kind):
        value = seen.doc.get(field.name)
        if is_long(field):
            value = str(value or "").strip("\n") if str(value or "").strip() else None
        if value not in (None, [], {}):
            found[field.name] = raw_value(ledger, field, value)
    return found


def raw_value(ledger: Ledger, field: Field, value: Any) -> Any:
    """Return a field's value as it is typed."""
    if field.map is not None:
        entries = cast("Mapping[str, Any]", value)
        return {
            raw_key(ledger, field.map, name): typed(ledger, field.type, part)
            for name, part in entries.items()
        }
    if field.many:
        return [typed(ledger, field.type, part) for part in cast("list[Any]", value)]
    return typed(ledger, field.type, value)


def raw_key(ledger: Ledger, of: Type, name: str) -> str:
    """Return the key of a map's entry as it is typed."""
    return str(typed(ledger, of, name))


def typed(ledger: Ledger, of: Type, value: Any) -> Any:
    """Return one value as it is typed."""
    if isinstance(of, Record) and isinstance(value, Mapping):
        parts = cast("Mapping[str, Any]", value)
        names = [*(name for name in of.fields if name in parts), *(n for n in parts if n not in of.fields)]
        return {
            name: raw_value(ledger, of.fields[name], parts[name]) if name in of.fields else str(parts[name])
            for name in names
            if parts[name] not in (None, [])
        }
    if isinstance(of, Count | Flag) and isinstance(value, int):
        return value
    if of.kinds and isinstance(value, str):
        return _named(ledger, of.kinds, value)
    return value if isinstance(value, str) else of.show(value)


def escaped(kind: str, text: str) -> str:
    """Return a long text with what would be read as a heading or a mark of a fault set off by a backslash."""
    return "\n".join(f"\\{line}" if is_mark(kind, line.lstrip("\\")) else line for line in text.split("\n"))


def unescaped(kind: str, text: str) -> str:
    """Return a long text as it was before `escaped`."""
    return "\n".join(
        line[1:] if line.startswith("\\") and is_mark(kind, line.lstrip("\\")) else line
        for line in text.split("\n")
    )


def is_mark(kind: str, line: str) -> bool:
    """Return whether a line means something to who reads the form."""
    return line.startswith((MARK, NOTE)) or heading(kind, line) is not None


def heading(kind: str, line: str) -> str | None:
    """Return the field whose section a line begins, `None` where it begins none."""
    if not line.startswith("# "):
        return None
    label = line[2:].strip().lower()
    return next((field.name for field in fields(kind) if is_long(field) and field.label == label), None)


def _table(field: Field, entries: Mapping[str, Any]) -> Iterable[str]:
    """Yield the lines of a map: a table, or one for each entry that has parts."""
    if all(isinstance(part, Mapping) for part in entries.values()):
        for name, part in entries.items():
            yield f"\n[{field.name}.{toml.key(name)}]"
            for label, text in cast("Mapping[str, Any]", part).items():
                yield f"{toml.key(label)} = {toml.value(text)}"
        return
    yield f"\n[{field.name}]"
    for name, part in entries.items():
        yield f"{toml.key(name)} = {toml.value(part)}"


def _named(ledger: Ledger, kinds: tuple[str, ...], value: str) -> str:
    """Return what to call a document so that it is found again: its handle, its name, or its id."""
    prefix, colon, key = value.rpartition(":")
    if not keys.is_hex(key):
        return value
    among = ("group",) if prefix == "group" else kinds
    top = ledger.book.key(key)
    for kind in among:
        doc = ledger.get(kind, key)
        if doc is None:
            continue
        for name in (ledger.handle(kind, key), kind_named(kind).title(doc), ledger.short(kind, key)):
            if name and _finds(ledger, among, name, (kind, top)):
                return f"{prefix}{colon}{name}"
    return value


def _finds(ledger: Ledger, among: tuple[str, ...], name: str, wanted: tuple[str, str]) -> bool:
    try:
        return ledger.find(among, name) == wanted
    except AlliedError:
        return False


def _title(ledger: Ledger, seen: Snapshot) -> str:
    if seen.kind == "optin":
        names = [ledger.label(kind, str(seen.doc.get(kind))) for kind in ("member", "initiative")]
        return " on ".join(names)
    return _one_line(kind_named(seen.kind).title(seen.doc) or seen.key[:8])


def _hint(field: Field) -> str:
    return f"{field.help} ({', '.join(field.words)})" if field.words else field.help


def _one_line(text: object) -> str:
    return " ".join(str(text).split())
