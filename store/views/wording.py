"""The words that sentences are made of: names of documents, values, and what an entry set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from ..schema import keys, registers
from ..schema import kind as kind_named
from ..schema.text import fold

if TYPE_CHECKING:
    from ..journal.entry import Entry
    from .reader import Reader

_LONGEST: Final = 80
_QUOTED: Final = ("action", "decision", "meeting")


def is_new(entry: Entry) -> bool:
    """Return whether an entry made its document."""
    if entry.over:
        return False
    if entry.kind == "optin":
        return "member" in entry.set and "initiative" in entry.set
    return any(entry.set.get(name) for name in kind_named(entry.kind).title_fields)


def called(reader: Reader, kind: str, key: object, given: Mapping[str, Any] | None = None) -> str:
    """Return a document's name as a sentence says it; *given* is what an entry says of one that is gone."""
    if not key:
        return f"some {kind_named(kind).noun}"
    doc = reader.get(kind, str(key))
    title = kind_named(kind).title(doc if doc is not None else given or {})
    if not title:
        return f"the {kind_named(kind).noun} {str(key)[:8]}"
    return quoted(title) if kind in _QUOTED else short(title)


def quoted(text: object) -> str:
    """Return text in quotation marks, cut short."""
    return f"“{short(text)}”"


def short(text: object, longest: int = _LONGEST) -> str:
    """Return text on one line, cut short."""
    line = " ".join(str(text).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def because(text: object) -> str:
    """Return `: text`, nothing where there is none."""
    return f": {short(text, 2 * _LONGEST)}" if text else ""


def listed(names: Iterable[str]) -> str:
    """Return names joined as a sentence joins them."""
    found = list(names)
    return " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)


def by_name(names: Iterable[str]) -> list[str]:
    """Return names in the order in which people look for them, whatever ids stand behind them."""
    return sorted(names, key=lambda name: (fold(name), name))


def person(reader: Reader, value: object) -> str:
    """Return who a contact is; a name in words is itself."""
    return called(reader, "contact", value) if keys.is_reference(value) else short(value)


def value_said(reader: Reader, kind: str, register: str, value: Any) -> str:
    """Return the value of a register as a sentence says it, references by name."""
    field = kind_named(kind).fields.get(register)
    if field is None:
        return short(value)
    if field.kinds and isinstance(value, str):
        found = next((k for k in field.kinds if reader.get(k, value) is not None), field.kinds[0])
        return called(reader, found, value) if keys.is_reference(value) else short(value)
    shown = field.type.show(value)
    return short(shown) if field.type.name != "text" else quoted(shown)


def parted(register: str) -> tuple[str, str]:
    """Return the field and the element of a register, the element empty where it holds a single value."""
    field, _, element = register.partition("/")
    return field, registers.element(element)


def part(value: Any) -> dict[str, Any]:
    """Return an object's parts, none where it is no object."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}
