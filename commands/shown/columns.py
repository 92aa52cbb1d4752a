"""What a table shows of each kind; the other formats show everything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from .layout import ID_SHOWN, Column, Item


def id_text(item: Item) -> str:
    """Return as much of an item's id as people are shown."""
    return str(item.get("id") or "")[:ID_SHOWN]


def text(value: Any) -> str:
    """Return a value as a person reads it: a set with commas, an instant with its zone, yes and no."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(text(part) for part in value)  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        return _record(value)  # pyright: ignore[reportUnknownArgumentType]
    return str(value)


def _record(value: dict[str, Any]) -> str:
    if "at" in value and set(value) <= {"at", "zone"}:
        from ...store.schema.instants import show

        return show(value)
    parts = (
        f"{name.replace('_', ' ')}: {text(part)}"
        for name, part in value.items()
        if part not in (None, [], "")
    )
    return "; ".join(parts)


def _field(*names: str) -> Callable[[Item], str]:
    """Return what reads the first of some fields that there is."""
    if len(names) == 1:
        name = names[0]

        def one(item: Item) -> str:
            value = item.get(name)
            return value if isinstance(value, str) else text(value)

        return one

    def read(item: Item) -> str:
        return next((text(item[name]) for name in names if item.get(name) not in (None, [])), "")

    return read


def column(title: str, *names: str, wide: bool = False, absent: str = "") -> Column:
    """Return a column of the first of some fields that there is, else of the word for *absent*."""
    read = _field(*names)
    if not absent:
        return Column(title, read, wide)

    def or_absent(item: Item) -> str:
        return read(item) or absent

    return Column(title, or_absent, wide)


def start(title: str, name: str) -> Column:
    """Return a column of as much of an id as people are shown."""

    def read(item: Item) -> str:
        return str(item.get(name) or "")[:ID_SHOWN]

    return Column(title, read)


def _dissent(item: Item) -> str:
    """Return how many made which objection."""
    from .values import dissent

    return ", ".join(dissent(item))


_ID: Final = Column("ID", id_text)
_HANDLE: Final = column("HANDLE", "handle")
_INITIATIVE: Final = column("INITIATIVE", "initiative_handle", "initiative")
_MEMBER: Final = column("MEMBER", "member_handle", "member")
_CROSSED: Final = column("TWO ANSWERS", "crossed")

COLUMNS: Final[dict[str, tuple[Column, ...]]] = {
    "member": (
        _ID,
        _HANDLE,
        column("NAME", "name", wide=True),
        column("KIND", "kind"),
        column("STATUS", "status"),
        column("REGIONS", "regions", wide=True),
        _CROSSED,
    ),
    "contact": (
        _ID,
        column("NAME", "name", wide=True),
        _MEMBER,
        column("ROLE", "role", wide=True),
        column("MANDATE", "mandate"),
        column("EMAIL", "email", wide=True),
        _CROSSED,
    ),
    "group": (_ID, _HANDLE, column("NAME", "name", wide=True), column("REMIT", "remit"), _CROSSED),
    "initiative": (
        _ID,
        _HANDLE,
        column("TITLE", "title", wide=True),
        column("STAGE", "stage"),
        column("LEAD", "lead_handle", "lead_name", "lead"),
        column("SUNSET", "sunset"),
        _CROSSED,
    ),
    "optin": (
        _ID,
        _MEMBER,
        _INITIATIVE,
        column("STATE", "state"),
        column("LEVEL", "level"),
        column("VISIBILITY", "visibility"),
        column("REASON", "reason", "reason_kind", wide=True),
        _CROSSED,
    ),
    "action": (
        _ID,
        column("TITLE", "title", wide=True),
        column("STATUS", "status"),
        column("DUE", "due"),
        column("OWNER", "owner_handle", "owner"),
        column("ASSIGNEE", "assignee_name", "assignee"),
        _INITIATIVE,
        column("WAITS ON", "waits_on_name", wide=True),
        column("PRIORITY", "priority"),
        column("TAGS", "tags"),
        _CROSSED,
    ),
    "decision": (
        _ID,
        column("QUESTION", "question", wide=True),
        column("STATUS", "status"),
        column("RULE", "rule"),
        column("CLOSES", "closes"),
        _INITIATIVE,
        Column("DISSENT", _dissent),
        _CROSSED,
    ),
    "meeting": (
        _ID,
        column("TITLE", "title", wide=True),
        column("STARTS", "starts"),
        column("ENDS", "ends"),
        column("GROUP", "group_handle", "group"),
        _INITIATIVE,
        _CROSSED,
    ),
}
