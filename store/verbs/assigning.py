"""Who may be given an action, and who is meant where only one of the two is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import Invalid
from . import references

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..ledger import Ledger


def assigned(ledger: Ledger, before: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values with owner and assignee both set, where naming one makes clear the other.

    A contact's member owns what the contact does. A member's only contact, or the one to turn to first, does
    what the member owns. Raises `Invalid` where the two don't belong together, or the member has left.
    """
    given = dict(values)
    owner, assignee = given.get("owner"), given.get("assignee")
    if owner is not None:
        references.exists(ledger, ("member",), owner)
        _refuse_left(ledger, owner)
    if assignee is not None:
        _owned_by_their_member(ledger, given, assignee)
    elif owner is not None and "assignee" not in given:
        _done_by_its_contact(ledger, before, given, owner)
    return given


def _owned_by_their_member(ledger: Ledger, given: dict[str, Any], assignee: str) -> None:
    references.exists(ledger, ("contact",), assignee)
    contact = ledger.get("contact", assignee) or {}
    member = contact.get("member")
    if member is None:
        return  # of the coordination: they do it, whoever owns it
    owner = given.get("owner")
    if owner is None:
        _refuse_left(ledger, member)
        given["owner"] = member
    elif ledger.book.key(owner) != ledger.book.key(member):
        raise Invalid(
            f"{contact.get('name')} is at {ledger.label('member', member)},"
            f" not at {ledger.label('member', owner)}.",
            "Name only one of them: the other follows.",
        )


def _done_by_its_contact(
    ledger: Ledger, before: Mapping[str, Any], given: dict[str, Any], owner: str
) -> None:
    top = ledger.book.key(owner)
    current = ledger.get("contact", before.get("assignee") or "") or {}
    if current and (current.get("member") is None or ledger.book.key(current["member"]) == top):
        return
    people = {
        key: doc
        for key, doc in ledger.table("contact").items()
        if ledger.book.key(doc.get("member") or "") == top
    }
    first = [key for key, doc in people.items() if doc.get("primary")]
    clear = first if len(first) == 1 else list(people) if len(people) == 1 else []
    if clear:
        given["assignee"] = clear[0]
    elif before.get("assignee"):
        given["assignee"] = None  # whoever had it is at another member


def _refuse_left(ledger: Ledger, key: str) -> None:
    member = ledger.get("member", key) or {}
    if member.get("status") == "left":
        label = ledger.label("member", key)
        raise Invalid(
            f"{member.get('name')} has left the coalition; nothing can be given to it.",
            f"allied member set {label} --status active, if it is back.",
        )
