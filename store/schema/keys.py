"""Keys that are worked out instead of drawn, so that two clones that mean the same document meet in it."""

from __future__ import annotations

from hashlib import sha256
from typing import Final, TypeGuard

LENGTH: Final = 32
_HEX: Final = frozenset("0123456789abcdef")

# SHA-256 of "allied/coalition/1", cut like every key: a ledger has one coalition.
COALITION: Final = sha256(b"allied/coalition/1").hexdigest()[:LENGTH]


def optin_key(initiative: str, member: str) -> str:
    """Return the key of a member's opt-in to an initiative, from their two keys."""
    return sha256(b"allied/optin/1\0" + initiative.encode() + member.encode()).hexdigest()[:LENGTH]


def action_key(series: str, day: str) -> str:
    """Return the key of the action of a series that a day is for, from the key of the first and the date."""
    return sha256(b"allied/action/1\0" + series.encode() + day.encode()).hexdigest()[:LENGTH]


def writer_key(writer: str) -> str:
    """Return the key of the document that names a writer, from the writer's id."""
    return sha256(b"allied/writer/1\0" + writer.encode()).hexdigest()[:LENGTH]


def is_hex(value: object, length: int = LENGTH) -> TypeGuard[str]:
    """Return whether a value is so many lowercase hexadecimal digits."""
    return isinstance(value, str) and len(value) == length and _HEX.issuperset(value)


def is_reference(value: object) -> bool:
    """Return whether a value is a key, or one in another ledger: `<ledger>/<key>`."""
    return is_hex(value) or (
        isinstance(value, str) and len(value) == 2 * LENGTH + 1 and all(map(is_hex, value.split("/", 1)))
    )
