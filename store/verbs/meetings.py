"""Meetings: planned, begun, attended, ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import Invalid
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
    """Add a meeting that starts now and runs where this clone is; raises `Invalid`, `NotFound`.

    What is written from here on carries it, until it ends.
    """
    with ledger.writing():
        given = {**(values or {}), "starts": times.instant(ledger.now(), ledger.zone())}
        done = add(ledger, given, note)
        _runs(ledger, done.key)
        return done


def resume(ledger: Ledger, key: str) -> None:
    """Let a meeting that is there already be the one that runs where this clone is; raises `Invalid`, `NotFound`."""
    doc = ledger.read("meeting", key).doc
    ends = times.moment(doc.get("ends"))
    if ends is not None and ends <= ledger.now():
        raise Invalid(
            f"{ledger.label('meeting', key)} ended on {times.shown(doc['ends'])}.",
            "allied meeting begin TITLE begins another.",
        )
    _runs(ledger, key)


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
    with ledger.writing():
        running = ledger.meeting()
        done = change(ledger, key, {"ends": times.instant(ledger.now(), ledger.zone())}, note=note)
        if running == done.key:
            _runs(ledger, None)
        return done


def _runs(ledger: Ledger, key: str | None) -> None:
    if not ledger.batching:  # a batch may come to nothing, and a note about this clone is no part of it
        ledger.set_meeting(key)


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
