"""Contacts: people at members and of the coordination, and who uses this clone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..book.undoing import Change
from ..errors import Invalid, NotFound
from ..schema import keys
from ..schema.text import fold
from . import drafting, writing
from .done import Done
from .drafting import Values, new_key

if TYPE_CHECKING:
    from ..ledger import Ledger, Snapshot

# A word this short could be a name as well as the start of an id: then it is a name.
_SURELY_AN_ID = 8


def add(
    ledger: Ledger,
    name: str,
    member: str | None = None,
    coordination: bool = False,
    values: Values | None = None,
    note: str | None = None,
) -> Done:
    """Add a person at a member, or of the coordination; raises `Invalid`, `NotFound`."""
    given = {**(values or {}), "name": name}
    if member is None and not coordination:
        raise Invalid(
            "A contact is at a member or of the coordination.", "Say --member MEMBER or --coordination."
        )
    given |= {"member": member, "coordination": coordination or None}
    return writing.add(ledger, "contact", given, note=note)


def change(
    ledger: Ledger, key: str, values: Values, seen: Snapshot | None = None, note: str | None = None
) -> Done:
    """Change fields of a contact; raises `Invalid`, `NotFound`, also where they would be nowhere."""
    with ledger.writing():
        after = {**ledger.read("contact", key).doc, **values}
        if not after.get("member") and not after.get("coordination"):
            raise Invalid(
                "A contact is at a member or of the coordination.",
                "Name the member they are at, or say that they are of the coordination.",
            )
        return writing.change(ledger, "contact", key, values, seen=seen, note=note)


def me(ledger: Ledger, text: str) -> Done:
    """Say who uses this clone: pick the contact of that name, or make one of the coordination, in one step.

    What this clone has written and will write is shown under that name. Raises `Invalid`, `Ambiguous`.
    """
    with ledger.writing():
        key = _picked(ledger, text)
        changes: list[Change] = []
        name = str((ledger.get("contact", key) or {}).get("name")) if key else text
        if key is None:
            key = new_key()
            values = {"name": text, "coordination": True}
            changes.append(Change("contact", key, drafting.new(ledger, "contact", values, key)))
        changes += _named(ledger, ledger.ensure_writer(), name, key)
        done = writing.write(ledger, "contact", key, changes)
        ledger.set_me(done.key)
        return done


def _picked(ledger: Ledger, text: str) -> str | None:
    """Return the contact that a person means, `None` where nobody is called so yet; raises `Ambiguous`."""
    named = any(kind == "contact" for _, kind, _ in ledger.book.named(fold(text) + "\t"))
    if not named and not text.startswith("@") and "~" not in text and not _is_id(text):
        return None
    try:
        return ledger.find("contact", text)[1]
    except NotFound:
        if text.startswith("@"):
            raise
        return None


def _is_id(text: str) -> bool:
    """Return whether a word is surely meant as the start of an id: Ada and Abe are names."""
    return len(text) >= _SURELY_AN_ID or any(c.isdigit() for c in text)


def _named(ledger: Ledger, writer: str, name: str, contact: str) -> list[Change]:
    """Return the change that shows this clone's writer under a name; none where it is so."""
    key = keys.writer_key(writer)
    values = {"name": name, "writer": writer, "contact": contact}
    if ledger.get("writer", key) is not None:
        return writing.moved(ledger, "writer", key, values, (contact,))
    return [Change("writer", key, drafting.new(ledger, "writer", values, key, (contact,)))]
