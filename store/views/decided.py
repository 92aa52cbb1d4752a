"""What an entry recorded of a decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from . import times
from .wording import because, called, is_new, listed, part, parted

if TYPE_CHECKING:
    from ..journal.entry import Entry
    from .reader import Reader

_POSITIONS: Final = {
    "agree": "agrees on",
    "reservations": "has reservations about",
    "stand-aside": "stands aside on",
    "abstain": "abstains on",
    "block": "blocks",
}
_ENDS: Final = ("adopted", "rejected", "withdrawn")


def decision(reader: Reader, entry: Entry) -> str | None:
    """Return what an entry says of a decision; `None` where it only changes plain fields."""
    name = called(reader, "decision", entry.key, entry.set)
    closing = part(entry.set.get("closing"))
    status = closing.get("status")
    if is_new(entry):
        if status in _ENDS:
            return f"recorded that {name} was {status}{because(closing.get('outcome'))}"
        return f"drafted the decision {name}"
    if status:
        return _moved(name, str(status), closing, entry.set)
    said = [
        text
        for register, value in sorted(entry.set.items())
        if (text := _stated(reader, name, register, value)) is not None
    ]
    return listed(said) if said else None


def _moved(name: str, status: str, closing: Mapping[str, Any], values: Mapping[str, Any]) -> str:
    if status == "open":
        asked = sum(register.startswith("asked/") and value is True for register, value in values.items())
        who = f", asking {asked} {'member' if asked == 1 else 'members'}" if asked else ""
        until = f", until {times.shown(values['closes'])}" if values.get("closes") else ""
        return f"opened {name} for positions{who}{until}"
    if status == "superseded":
        return f"recorded that {name} is superseded"
    if status not in _ENDS:
        return f"made {name} a draft again"
    despite = ", despite an open block" if closing.get("despite_blocks") else ""
    return f"closed {name} as {status}{despite}{because(closing.get('outcome'))}"


def _stated(reader: Reader, name: str, register: str, value: Any) -> str | None:
    field, member = parted(register)
    if field not in ("positions", "answers"):
        return None
    who, said = called(reader, "member", member), part(value)
    if field == "positions":
        if value is None:
            return f"took back the position of {who} on {name}"
        position = _POSITIONS.get(str(said.get("position")), f"says {said.get('position')} on")
        return f"recorded that {who} {position} {name}{because(said.get('reason'))}"
    state = said.get("state")
    if value is None:
        return None
    if state == "withdrawn":
        return f"recorded that {who} withdrew its objection to {name}{because(said.get('words'))}"
    if state == "open":
        return f"recorded that the objection of {who} to {name} is open{because(said.get('words'))}"
    return f"recorded that the objection of {who} to {name} was {state}{because(said.get('words'))}"
