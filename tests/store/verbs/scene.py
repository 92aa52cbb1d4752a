"""A small coalition to try things on: what is typed goes through the same parsing as on a command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from allied.store.errors import AlliedError
from allied.store.ledger import Ledger
from allied.store.verbs import contacts, decisions, groups, initiatives, members
from allied.store.verbs.done import Done
from allied.store.verbs.fields import parse_fields

NOW = "2026-11-23T10:00:00Z"  # a Monday
FIELDS = str | Sequence[str] | None


class Scene:
    """A ledger, and short ways to put things in it and to look at them."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def values(self, kind: str, fields: Mapping[str, FIELDS]) -> dict[str, Any]:
        return parse_fields(self.ledger, kind, fields)

    def member(self, name: str, **fields: FIELDS) -> str:
        return members.add(self.ledger, name, self.values("member", fields)).key

    def contact(self, name: str, member: str | None = None, **fields: FIELDS) -> str:
        values = self.values("contact", fields)
        return contacts.add(self.ledger, name, member, member is None, values).key

    def group(self, name: str, **fields: FIELDS) -> str:
        return groups.add(self.ledger, name, self.values("group", fields)).key

    def initiative(self, title: str, **fields: FIELDS) -> str:
        return initiatives.add(self.ledger, title, self.values("initiative", fields)).key

    def draft(self, question: str, **fields: FIELDS) -> str:
        return decisions.add(self.ledger, question, self.values("decision", fields)).key

    def opened(self, question: str, asked: Sequence[str] = (), **fields: FIELDS) -> str:
        """Return a decision that is open to the members of these keys."""
        key = self.draft(question, **fields)
        decisions.open(self.ledger, key, {"asked": list(asked)} if asked else {})
        return key

    def doc(self, kind: str, key: str) -> dict[str, Any]:
        found = self.ledger.get(kind, key)
        assert found is not None
        return found

    def entries(self) -> int:
        return len(self.ledger.unsaved())


def refused(call: Any, *args: Any, **options: Any) -> tuple[str, str]:
    """Return the message and the hint with which a call is refused."""
    with pytest.raises(AlliedError) as caught:
        call(*args, **options)
    return caught.value.message, caught.value.hint or ""


def unchanged(done: Done) -> bool:
    """Return whether a verb found nothing to write."""
    return not done.changed and done.step.id == ""
