"""Any kind of document: the verbs that a form calls, each handed to the noun whose rules hold."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..errors import Invalid
from . import writing
from .done import Done
from .drafting import Values

if TYPE_CHECKING:
    from ..ledger import Ledger, Snapshot


def add(ledger: Ledger, kind: str, values: Values, note: str | None = None) -> Done:
    """Add a document of a kind; raises `Invalid`, `NotFound`."""
    given = dict(values)
    if kind == "member":
        from . import members

        return members.add(ledger, given.pop("name", ""), given, note)
    if kind == "group":
        from . import groups

        return groups.add(ledger, given.pop("name", ""), given, note)
    if kind == "contact":
        from . import contacts

        member, coordination = given.pop("member", None), bool(given.pop("coordination", False))
        return contacts.add(ledger, given.pop("name", ""), member, coordination, given, note)
    if kind == "initiative":
        from . import initiatives

        return initiatives.add(ledger, given.pop("title", ""), given, note)
    if kind == "action":
        from . import actions

        return actions.add(ledger, given.pop("title", ""), given, note)
    if kind == "decision":
        from . import decisions

        return decisions.add(ledger, given.pop("question", ""), given, note)
    if kind == "optin":
        from . import optins

        return optins.add(ledger, given, note)
    if kind == "meeting":
        from . import meetings

        return meetings.add(ledger, given, note)
    if kind in ("coalition", "writer"):
        raise Invalid(
            f"A {kind} isn't added.", f"allied {'coalition set' if kind == 'coalition' else 'me NAME'}."
        )
    return writing.add(ledger, kind, given, note=note)


def change(
    ledger: Ledger, kind: str, key: str, values: Values, seen: Snapshot | None = None, note: str | None = None
) -> Done:
    """Change fields of a document, over what the person had in view; raises `Invalid`, `NotFound`."""
    if kind == "member":
        from . import members

        return members.change(ledger, key, values, seen, note)
    if kind == "contact":
        from . import contacts

        return contacts.change(ledger, key, values, seen, note)
    if kind == "initiative":
        from . import initiatives

        return initiatives.change(ledger, key, values, seen, note)
    if kind == "action":
        from . import actions

        return actions.change(ledger, key, values, seen, note)
    if kind == "decision":
        from . import decisions

        return decisions.change(ledger, key, values, seen, note)
    if kind == "optin":
        from . import optins

        return optins.change(ledger, key, values, seen, note)
    if kind == "meeting":
        from . import meetings

        return meetings.change(ledger, key, values, seen, note)
    return writing.change(ledger, kind, key, values, seen=seen, note=note)


def comment(ledger: Ledger, kind: str, key: str, text: str, meeting: str | None = None) -> Done:
    """Say something about a document, perhaps at a meeting; raises `Invalid` where nothing is said, `NotFound`."""
    if not text.strip():
        raise Invalid("The comment is empty.", "Say something, or leave it.")
    said = {"text": text, "by": ledger.me(), "meeting": meeting or ledger.meeting()}
    return writing.change(ledger, kind, key, {"comments": {os.urandom(8).hex(): said}})
