"""What the declared commands add up to, for bindings, key bar, help and palette."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.binding import Binding, BindingType
from textual.keys import REPLACED_KEYS, Keys, key_to_character

from .declared import COMMANDS, GRIDS, KINDS, LISTS, PANED, PARTS, TABLES, THINGS
from .declared.command import Command
from .reasons import Situation, never
from .reasons.taking import Taken, taken, why_not


def command(command_id: str) -> Command:
    """Return the command of that id; raises `KeyError`."""
    return {c.id: c for c in COMMANDS}[command_id]


def on(screen: str) -> list[Command]:
    """Return the commands that apply on a screen, its own first."""
    part = GRIDS.get(screen) or ("list" if screen in TABLES else "")
    groups = (screen, "app", part) if part else (screen, "app")
    return [c for group in groups for c in COMMANDS if group in c.where]


def within(name: str) -> list[Command]:
    """Return the commands of a part of screens, which has their keys while it is the one in focus."""
    return [c for c in COMMANDS if name in c.where]


def others(kind: str, key: str, keymap: Mapping[str, str]) -> Command | None:
    """Return what a key does with things of other kinds where with this one it does nothing."""

    def bound(c: Command) -> bool:
        return key in keymap.get(c.id, c.key).split(",")

    here = on(kind)
    if any(bound(c) for c in here):
        return None
    return next((c for c in COMMANDS if set(KINDS) & set(c.where) and c not in here and bound(c)), None)


def part(wanted: Command) -> str | None:
    """Return the selector of the part of a screen that carries a command out, `None` where the screen does."""
    return next((selector for name, selector in PARTS.items() if name in wanted.where), None)


def bindings(where: str) -> list[BindingType]:
    """Return the bindings of a screen, of the app or of the list; each id can be bound anew by a keymap."""
    found = [c for c in COMMANDS if where in c.where and c.key]
    return [
        Binding(c.key, _bound(c, where), c.name, show=False, id=c.id, priority=c.id in _AT_ONCE)
        for c in found
    ]


def chords() -> dict[str, Command]:
    """Return what each letter does after `g`."""
    return {c.chord: c for c in COMMANDS if c.chord}


def keys(wanted: Command, keymap: Mapping[str, str]) -> list[str]:
    """Return a command's keys as people read them, as they are bound now."""
    return [_SPELLED.get(key, key) for key in keymap.get(wanted.id, wanted.key).split(",") if key]


def holder(wanted: Command, key: str, keymap: Mapping[str, str]) -> Command | None:
    """Return another command that has the key where *wanted* applies too, `None` where it is free."""
    for other in COMMANDS:
        bound = keymap.get(other.id, other.key).split(",")
        if other.id != wanted.id and key in bound and _places(other) & _places(wanted):
            return other
    return next((command(name) for name in FIXED if key == command(name).key), None)


def refusal(wanted: Command, keys: str, keymap: Mapping[str, str]) -> str | None:
    """Return why a command can't have keys, spelled with commas between, `None` where it can."""
    if not wanted.key or wanted.id in FIXED:
        return f"{wanted.name} has no key that could be another."
    for key in (spelled(key) for key in keys.split(",")):
        if not _is_key(key):
            return f"{key!r} is no key." if key else "no key is named."
        if key in RESERVED:
            return f"{key} {RESERVED[key]}, everywhere."
        if key not in wanted.key.split(",") and (other := holder(wanted, key, keymap)) is not None:
            return f"{key} is {other.name} already; choose another, or change that first."
    return None


def spelled(key: str) -> str:
    """Return a key as Textual spells it: `/` is `slash`."""
    key = key.strip()
    return next(iter(Binding.make_bindings([Binding(key, "", "")]))).key if len(key) == 1 else key


def _is_key(key: str) -> bool:
    """Return whether there is a key of that name, with whatever is held beside it."""
    *held, name = key.split("+")
    named = key_to_character(REPLACED_KEYS.get(name, name)) is not None
    known = len(name) == 1 or named or name in {one.value for one in Keys}
    return known and set(held) <= _HELD


def _places(wanted: Command) -> set[str]:
    """Return every screen and dialog that a command applies on."""
    named = {place for c in COMMANDS for place in c.where} - {"app", "list", *GRIDS.values()}
    dialogs = {place for place in named if place not in (*THINGS, *GRIDS)}
    return {
        place for place in named if wanted in on(place) and (place not in dialogs or place in wanted.where)
    }


def _bound(wanted: Command, where: str) -> str:
    """Return the action a key runs: what may not be possible is tried by the app, which tells why."""
    tried = wanted.id not in _AT_ONCE and (wanted.reason is not never or where in (*THINGS, *GRIDS, "app"))
    return f"app.attempt('{wanted.id}')" if tried else wanted.action


FIXED: Final = ("form.tab", "form.backtab", "write.stop")
"""What keeps its keys, by which one gets about in any form, or ends what takes too long."""
RESERVED: Final = {"ctrl+q": "leaves Allied", "ctrl+c": "copies, stops a long write, or says how to leave"}
"""What nothing else may do: it is how people get out."""
_HELD: Final = {"ctrl", "shift", "alt", "super", "hyper", "meta"}
# Possible everywhere, and taken before the widget in focus gets the key: what is typed right after comes after.
_AT_ONCE: Final = ("go.to", "find", "form.save", "form.tab", "form.backtab", "present")
_SPELLED: Final[dict[str, str]] = {
    "slash": "/",
    "question_mark": "?",
    "escape": "esc",
    "tab": "⇥",
    "shift+tab": "⇧⇥",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "ctrl+p": "^p",
    "ctrl+d": "^d",
    "ctrl+u": "^u",
    "ctrl+c": "^c",
    "down": "↓",
    "up": "↑",
    "enter": "⏎",
}

__all__ = [
    "COMMANDS",
    "FIXED",
    "GRIDS",
    "KINDS",
    "LISTS",
    "PANED",
    "RESERVED",
    "TABLES",
    "Command",
    "Situation",
    "Taken",
    "bindings",
    "chords",
    "command",
    "holder",
    "keys",
    "on",
    "others",
    "part",
    "refusal",
    "spelled",
    "taken",
    "why_not",
    "within",
]
