"""What an entry recorded of a decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from ..schema.text import fold
from . import times
from .wording import because, by_name, called, is_new, listed, part, parted

if TYPE_CHECKING:
    from ..journal.entry import Entry
    from .reader import Reader

# What one member does, and what several do.
_POSITIONS: Final = {
    "agree": ("agrees on", "agree on"),
    "reservations": ("has reservations about", "have reservations about"),
    "stand-aside": ("stands aside on", "stand aside on"),
    "abstain": ("abstains on", "abstain on"),
    "block": ("blocks", "block"),
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
    said = _stated(reader, name, entry)
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


def _stated(reader: Reader, name: str, entry: Entry) -> list[str]:
    """Return what members said and were answered, those of whom it is the same together, all by name."""
    alike: dict[tuple[str, str | None, str], list[str]] = {}
    for register, value in entry.set.items():
        field, member = parted(register)
        if field in _SAYINGS and not (field == "answers" and value is None):
            said = part(value)
            word = said.get("position" if field == "positions" else "state")
            why = because(said.get("reason" if field == "positions" else "words"))
            about = (field, None if value is None else str(word), why)
            alike.setdefault(about, []).append(called(reader, "member", member))
    groups = [(field, by_name(who), word, why) for (field, word, why), who in alike.items()]
    groups.sort(key=lambda one: (one[0] != "positions", [fold(name) for name in one[1]], one[1], one[3]))
    return [f"{_SAYINGS[field](name, who, word)}{why}" for field, who, word, why in groups]


def _position(name: str, who: list[str], word: str | None) -> str:
    one, many = _POSITIONS.get(word or "", (f"says {word} on", f"say {word} on"))
    if word is None:
        return f"took back the position{'s' if len(who) > 1 else ''} of {listed(who)} on {name}"
    return f"recorded that {listed(who)} {many if len(who) > 1 else one} {name}"


def _answer(name: str, who: list[str], state: str | None) -> str:
    several = len(who) > 1
    if state == "withdrawn":
        return f"recorded that {listed(who)} withdrew {'their objections' if several else 'its objection'} to {name}"
    objection = f"the objection{'s' if several else ''} of {listed(who)} to {name}"
    if state == "open":
        return f"recorded that {objection} {'are' if several else 'is'} open"
    return f"recorded that {objection} {'were' if several else 'was'} {state}"


_SAYINGS: Final = {"positions": _position, "answers": _answer}
