"""Decisions: what is asked, who says what, and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..errors import Invalid
from ..schema import kind as kind_named
from . import opening, references, reviewing, writing
from .closing import close, record
from .done import Done
from .drafting import Values
from .positions import answer, position

if TYPE_CHECKING:
    from ..ledger import Ledger, Snapshot

_CLOSING: Final = ("status", "outcome", "rationale", "decided", "despite_blocks")
# What members went by when they took their positions.
_FIXED: Final = (
    "rule",
    "quorum",
    "threshold",
    "decider",
    "least_days",
    "consent_of",
    "asked",
    "asked_group",
    "opens",
)
_SAID: Final = {"positions": "position", "answers": "answer"}


def add(ledger: Ledger, question: str, values: Values | None = None, note: str | None = None) -> Done:
    """Draft a decision; raises `Invalid`, `NotFound`."""
    given = {**(values or {}), "question": question}
    if given.get("status", "draft") != "draft":
        raise Invalid(
            "A new decision is a draft.", "allied decision record QUESTION enters one that was taken already."
        )
    _refuse_said(given)
    reviewing.check({}, given)
    return writing.add(ledger, "decision", given, note=note)


def change(
    ledger: Ledger, key: str, values: Values, seen: Snapshot | None = None, note: str | None = None
) -> Done:
    """Change fields of a decision; what members went by stays once it is open.

    Raises `Invalid`, `NotFound`.
    """
    with ledger.writing():
        doc = ledger.read("decision", key).doc
        before = seen.doc if seen else doc
        _refuse_said(values)
        status = doc.get("status") or "draft"
        for name in values:
            if name in _CLOSING and values[name] != before.get(name):
                raise Invalid(
                    f"{kind_named('decision').fields[name].label.capitalize()} isn't changed by itself.",
                    "allied decision open and allied decision close move a decision on.",
                )
            if name in _FIXED and status != "draft" and not _alike(name, values[name], before.get(name)):
                label = kind_named("decision").fields[name].label
                raise Invalid(
                    f"The decision is {status}: its {label} stays as it was when it opened.",
                    "Withdraw it and draft another, if that has to change.",
                )
        reviewing.check(doc, values)
        if values.get("supersedes"):
            references.refuse_circle(ledger, "decision", key, "supersedes", values["supersedes"])
        return writing.change(ledger, "decision", key, values, seen=seen, note=note)


def _alike(name: str, value: Any, before: Any) -> bool:
    """Return whether a field says the same; the order and the repetition of a set's elements say nothing."""
    many = kind_named("decision").fields[name].many and not kind_named("decision").fields[name].map
    return set(value or ()) == set(before or ()) if many else value == before


def open(ledger: Ledger, key: str, values: Values | None = None) -> Done:
    """Open a decision for positions, and fix who is asked; raises `Invalid`, `NotFound`."""
    with ledger.writing():
        doc = ledger.read("decision", key).doc
        given = opening.opened(ledger, doc, dict(values or {}))
        closing: dict[str, Any] = dict.fromkeys(_CLOSING)
        return writing.change(ledger, "decision", key, {**given, **closing, "status": "open"})


def _refuse_said(values: Values) -> None:
    for name, verb in _SAID.items():
        if values.get(name):
            raise Invalid(f"{name.capitalize()} are recorded one by one.", f"allied decision {verb} --help.")


__all__ = ["add", "answer", "change", "close", "open", "position", "record"]
