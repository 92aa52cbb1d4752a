"""Fields that hold several entries, each `KEY=VALUE`, as one line: for forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from ...store.schema.field import Field
    from ...store.views.reader import Reader

TYPED: Final = frozenset({"needs", "led_by", "members", "defaults", "words"})
"""The maps that people type; the others have forms of their own, or are comments."""


def shown(reader: Reader, field: Field, value: Mapping[str, Any]) -> str:
    """Return the entries of a map as one would type them, commas between."""
    return ", ".join(
        f"{_key(reader, field, name)}={_lead(reader, field, part)}" for name, part in value.items()
    )


def changed(before: str, after: str) -> list[str]:
    """Return what to type for the entries that are other than they were: `KEY=` for one that was taken out."""
    was, now = _entries(before), _entries(after)
    gone = [f"{name}=" for name in was if name not in now]
    return gone + [f"{name}={value}" for name, value in now.items() if was.get(name) != value]


def _entries(text: str) -> dict[str, str]:
    pairs = (part.strip().rpartition("=") for part in text.replace(";", ",").split(",") if part.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}


def _key(reader: Reader, field: Field, name: str) -> str:
    kinds = field.map.kinds if field.map is not None else ()
    return reader.label(kinds[0], name) if kinds else name


def _lead(reader: Reader, field: Field, value: Any) -> str:
    """Return what an entry comes to: of an object its leading part, of a reference the name."""
    lead = getattr(field.type, "lead", None)
    if lead is not None and isinstance(value, Mapping):
        part = cast("Mapping[str, Any]", value).get(lead.name)
        kinds: tuple[str, ...] = lead.kinds
        if kinds and isinstance(part, str):
            return reader.label(kinds[0], part)
        return str(lead.type.show(part)) if part is not None else ""
    return field.type.show(value)
