"""Actions: who does what by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import assigning, recurring, references, writing
from .carrying import carrying
from .done import Done
from .drafting import Values, new_key

if TYPE_CHECKING:
    from ..ledger import Ledger, Snapshot


def add(ledger: Ledger, title: str, values: Values | None = None, note: str | None = None) -> Done:
    """Add an action; naming its owner or its assignee sets both where it is clear.

    Raises `Invalid`, `NotFound`.
    """
    with ledger.writing():
        given = recurring.anchored(
            {}, assigning.assigned(ledger, {}, carrying(ledger, {"title": title, **(values or {})}))
        )
        return writing.add(ledger, "action", given, key=new_key(), note=note)


def change(
    ledger: Ledger, key: str, values: Values, seen: Snapshot | None = None, note: str | None = None
) -> Done:
    """Change fields of an action; one done that comes again makes the next, in the same step.

    Raises `Invalid`, also where it would wait on itself, and `NotFound`.
    """
    with ledger.writing():
        before = (seen or ledger.read("action", key)).doc
        given = recurring.anchored(before, assigning.assigned(ledger, before, values))
        if given.get("waits_on"):
            for other in set(given["waits_on"]).difference(before.get("waits_on") or ()):
                references.exists(ledger, ("action",), other)
            references.refuse_circle(ledger, "action", key, "waits_on", given["waits_on"])
        also = recurring.following(ledger, key, given)
        return writing.change(ledger, "action", key, given, seen=seen, note=note, also=also)


def start(ledger: Ledger, key: str) -> Done:
    """Record that an action is being done."""
    return change(ledger, key, {"status": "doing"})


def block(ledger: Ledger, key: str) -> Done:
    """Record that something keeps an action from being done."""
    return change(ledger, key, {"status": "blocked"})


def done(ledger: Ledger, key: str) -> Done:
    """Record that an action is done."""
    return change(ledger, key, {"status": "done"})


def drop(ledger: Ledger, key: str) -> Done:
    """Record that an action won't be done."""
    return change(ledger, key, {"status": "dropped"})
