"""Who works on an action, what it waits on, what holds it up, and how often it comes again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import Invalid
from ..views.reader import listed
from . import actions, references
from .done import Done

if TYPE_CHECKING:
    from ..ledger import Ledger


def assign(ledger: Ledger, key: str, to: str | None, note: str | None = None) -> Done:
    """Give an action to a member or to a contact, by its key, or to nobody; raises `Invalid`, `NotFound`."""
    if to is None:
        return actions.change(ledger, key, {"owner": None, "assignee": None}, note=note)
    with ledger.writing():
        kind = references.exists(ledger, ("contact", "member"), to)
        return actions.change(ledger, key, {"assignee" if kind == "contact" else "owner": to}, note=note)


def wait_on(
    ledger: Ledger, key: str, others: Sequence[str], no_more: Collection[str] = (), note: str | None = None
) -> Done:
    """Record that an action waits on others too, and on some *no_more*, by their keys.

    Raises `Invalid` where they would wait on one another, `NotFound`.
    """
    with ledger.writing():
        before = listed(ledger.read("action", key).doc, "waits_on")
        off = {ledger.book.key(other) for other in no_more}
        unknown = off - set(before)
        if unknown:
            shown = ", ".join(sorted(ledger.label("action", other) for other in unknown))
            waits = ", ".join(ledger.label("action", other) for other in before) or "nothing"
            raise Invalid(f"It doesn't wait on {shown}.", f"It waits on {waits}.")
        found = [other for other in before if other not in off]
        found += [ledger.book.key(other) for other in others]
        return actions.change(ledger, key, {"waits_on": list(dict.fromkeys(found))}, note=note)


def block(
    ledger: Ledger, key: str, reason: str | None = None, others: Sequence[str] = (), note: str | None = None
) -> Done:
    """Record that something keeps an action from being done, and what: in words, or other actions."""
    import os

    with ledger.writing():
        before = listed(ledger.read("action", key).doc, "waits_on")
        values: dict[str, Any] = {"status": "blocked"}
        if others:
            values["waits_on"] = list(dict.fromkeys([*before, *map(ledger.book.key, others)]))
        if reason:
            values["comments"] = {os.urandom(8).hex(): {"text": reason, "by": ledger.me()}}
        return actions.change(ledger, key, values, note=note)


def recur(ledger: Ledger, key: str, rule: str | None, due: str | None = None) -> Done:
    """Say how often an action comes again, `None` for never; raises `Invalid`, `NotFound`.

    It counts from the day that the action is due on.
    """
    return actions.change(ledger, key, {"recurrence": rule, **({"due": due} if due else {})})
