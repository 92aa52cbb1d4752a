"""An initiative on its way: how far it has come, what it needs, and how it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..errors import Invalid
from ..views.checklist import Checklist, checklist
from . import initiatives, writing
from .done import Done

if TYPE_CHECKING:
    from ..ledger import Ledger


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing came to: the checklist, and what was written, `None` where something is missing."""

    checklist: Checklist
    done: Done | None


def stage(ledger: Ledger, key: str, to: str, note: str | None = None) -> Done:
    """Record how far an initiative has come; one that is to be closed goes through `close`.

    Raises `Invalid`, `NotFound`.
    """
    with ledger.writing():
        doc = ledger.read("initiative", key).doc
        if to == "closed" and doc.get("stage") != "closed":
            raise Invalid(
                "Closing has a checklist.", f"allied initiative close {ledger.label('initiative', key)}."
            )
        return initiatives.change(ledger, key, {"stage": to}, note=note)


def needs(ledger: Ledger, key: str, wanted: Mapping[str, int | None], note: str | None = None) -> Done:
    """Record what an initiative needs before it acts; `None` takes a need out. Raises `Invalid`, `NotFound`."""
    return initiatives.change(ledger, key, {"needs": dict(wanted)}, note=note)


def close(
    ledger: Ledger,
    key: str,
    values: Mapping[str, Any] | None = None,
    *,
    thanked: bool = False,
    let_go: bool = False,
    force: bool = False,
    note: str | None = None,
) -> Closing:
    """Close an initiative where all of its checklist is seen to, or outright with *force*.

    *values* may give `outcome`, `lessons` and any other field; *thanked* says that those who took part were
    thanked, *let_go* that the data kept for this alone is gone. Where something is missing nothing is written,
    and the checklist says what. Raises `Invalid`, `NotFound`.
    """
    with ledger.writing():
        doc = ledger.read("initiative", key).doc
        if doc.get("stage") == "closed":
            raise Invalid(
                f"{doc.get('title')} is closed.",
                f"allied initiative set {ledger.label('initiative', key)} changes what is said of it.",
            )
        given = {name: value for name, value in (values or {}).items() if value not in (None, "")}
        found = checklist(ledger, {**doc, **given}, thanked=thanked, let_go=let_go)
        if found.missing and not force:
            return Closing(found, None)
        done = writing.change(
            ledger, "initiative", key, {**given, "stage": "closed"}, note=note, any_move=True
        )
        return Closing(found, done)
