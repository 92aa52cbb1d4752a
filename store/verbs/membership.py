"""A member comes, pauses and goes, and says how much it can give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..errors import Invalid
from . import members
from .done import Done

if TYPE_CHECKING:
    from ..ledger import Ledger

_OPEN: Final = ("todo", "doing", "blocked")


@dataclass(frozen=True, slots=True)
class Left:
    """What leaving did, and what the member leaves behind, by key: somebody has to see to it."""

    done: Done
    actions: tuple[str, ...]
    optins: tuple[str, ...]
    leads: tuple[str, ...]
    groups: tuple[str, ...]
    contacts: tuple[str, ...]


def pause(ledger: Ledger, key: str, note: str | None = None) -> Done:
    """Record that a member can't take part for now; raises `Invalid`, `NotFound`."""
    return members.change(ledger, key, {"status": "paused"}, note=note)


def resume(ledger: Ledger, key: str, note: str | None = None) -> Done:
    """Record that a member takes part again, one that had left too; raises `Invalid`, `NotFound`."""
    with ledger.writing():
        gone = ledger.read("member", key).doc.get("status") == "left"
        return members.change(
            ledger, key, {"status": "active", **({"left": None} if gone else {})}, note=note
        )


def leave(ledger: Ledger, key: str, on: str | None = None, note: str | None = None) -> Left:
    """Record that a member has left, today or *on* a day (`YYYY-MM-DD`); raises `Invalid`, `NotFound`."""
    with ledger.writing():
        doc = ledger.read("member", key).doc
        day = on or doc.get("left") or ledger.today().isoformat()
        if day > ledger.today().isoformat():
            raise Invalid(
                f"{doc.get('name')} would have left on {day}, which is to come.",
                "Record it on the day, or leave the day out if it has left.",
            )
        if day < (doc.get("joined") or day):
            raise Invalid(
                f"{doc.get('name')} would have left on {day}, before it joined on {doc['joined']}.",
                f"Give a day from {doc['joined']} on.",
            )
        done = members.change(ledger, key, {"status": "left", "left": day}, note=note)
        return _left(ledger, done)


def capacity(ledger: Ledger, key: str, hours: int | None, note: str | None = None) -> Done:
    """Record the hours a month a member can give, `None` for not known; raises `Invalid`, `NotFound`."""
    return members.change(ledger, key, {"capacity": hours}, note=note)


def _left(ledger: Ledger, done: Done) -> Left:
    key = done.key
    return Left(
        done,
        actions=tuple(
            k
            for k, doc in sorted(ledger.table("action").items())
            if doc.get("owner") == key and doc.get("status", "todo") in _OPEN
        ),
        optins=tuple(
            k
            for k, doc in sorted(ledger.table("optin").items())
            if doc.get("member") == key and doc.get("state") == "in"
        ),
        leads=tuple(
            k
            for k, doc in sorted(ledger.table("initiative").items())
            if doc.get("lead") == key and doc.get("stage") != "closed"
        ),
        groups=tuple(
            k for k, doc in sorted(ledger.table("group").items()) if key in (doc.get("members") or {})
        ),
        contacts=tuple(k for k, doc in sorted(ledger.table("contact").items()) if doc.get("member") == key),
    )
