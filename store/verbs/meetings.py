"""Meetings, and what is written while one runs: it carries the meeting's key, so that minutes derive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import Invalid
from ..schema import kind as kind_named
from ..views import times
from ..views.reader import listed
from . import references, writing
from .done import Done
from .drafting import Values

if TYPE_CHECKING:
    from ..ledger import Ledger, Snapshot


def add(ledger: Ledger, values: Values, note: str | None = None) -> Done:
    """Add a meeting; raises `Invalid`, `NotFound`."""
    _refuse_backwards(values)
    return writing.add(ledger, "meeting", values, note=note)


def begin(ledger: Ledger, values: Values | None = None, note: str | None = None) -> Done:
    """Add a meeting that starts now; raises `Invalid`, `NotFound`."""
    return add(ledger, {**(values or {}), "starts": times.instant(ledger.now(), ledger.zone())}, note)


def change(
    ledger: Ledger, key: str, values: Values, seen: Snapshot | None = None, note: str | None = None
) -> Done:
    """Change fields of a meeting; raises `Invalid`, `NotFound`."""
    with ledger.writing():
        _refuse_backwards({**ledger.read("meeting", key).doc, **values})
        return writing.change(ledger, "meeting", key, values, seen=seen, note=note)


def attendees(
    ledger: Ledger, key: str, came: Sequence[str], not_there: Sequence[str] = (), note: str | None = None
) -> Done:
    """Record who is at a meeting, contacts or members by their keys, beside those recorded before.

    Raises `Invalid` where somebody who was *not_there* isn't listed, `NotFound`.
    """
    with ledger.writing():
        before = listed(ledger.read("meeting", key).doc, "attendees")
        off = {ledger.book.key(one) for one in not_there}
        for one in off - set(before):
            raise Invalid(f"{_name(ledger, one)} isn't listed as there.", _there(ledger, before))
        for one in came:
            references.exists(ledger, ("contact", "member"), one)
        found = [one for one in before if one not in off] + [ledger.book.key(one) for one in came]
        return writing.change(ledger, "meeting", key, {"attendees": list(dict.fromkeys(found))}, note=note)


def end(ledger: Ledger, key: str, note: str | None = None) -> Done:
    """Record that a meeting ends now; raises `Invalid`, `NotFound`."""
    return change(ledger, key, {"ends": times.instant(ledger.now(), ledger.zone())}, note=note)


def carrying(ledger: Ledger, kind: str, values: Values, meeting: str | None) -> dict[str, Any]:
    """Return the values of a document with the meeting it is written at; raises `NotFound`.

    A document that says itself at which it was, or whose kind doesn't, keeps to that.
    """
    given = dict(values)
    if meeting is None:
        return given
    references.exists(ledger, ("meeting",), meeting)
    if "meeting" in kind_named(kind).fields:
        given.setdefault("meeting", ledger.book.key(meeting))
    return given


def _refuse_backwards(doc: Mapping[str, Any]) -> None:
    starts, ends = times.moment(doc.get("starts")), times.moment(doc.get("ends"))
    if starts and ends and ends < starts:
        raise Invalid(
            f"It would end on {times.shown(doc['ends'])}, before it starts.",
            f"Give a time after {times.shown(doc['starts'])}.",
        )


def _there(ledger: Ledger, keys: Sequence[str]) -> str:
    return f"There are {', '.join(sorted(_name(ledger, key) for key in keys))}." if keys else "Nobody is yet."


def _name(ledger: Ledger, key: str) -> str:
    kind = "contact" if ledger.get("contact", key) is not None else "member"
    return ledger.label(kind, key)
