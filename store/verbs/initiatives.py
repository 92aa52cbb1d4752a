"""Initiatives: what members can opt in to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..views.reader import entries
from . import references, writing
from .done import Done
from .drafting import Values
from .handles import derived
from .wordings import placed

if TYPE_CHECKING:
    from ..ledger import Ledger, Snapshot


def add(ledger: Ledger, title: str, values: Values | None = None, note: str | None = None) -> Done:
    """Add an initiative, with a handle made from its title where none is given.

    Raises `Invalid`, `NotFound`.
    """
    given: dict[str, Any] = {"title": title, **(values or {})}
    if given.get("ask"):
        given["ask"] = placed({}, given["ask"])
    with ledger.writing():
        if title.strip() and not given.get("handle"):
            given["handle"] = derived(ledger, title)
        return writing.add(ledger, "initiative", given, note=note)


def change(
    ledger: Ledger, key: str, values: Values, seen: Snapshot | None = None, note: str | None = None
) -> Done:
    """Change fields of an initiative; a new wording of the ask is material unless it says `editorial`.

    Raises `Invalid`, also where an initiative would be part of itself, and `NotFound`.
    """
    given = dict(values)
    with ledger.writing():
        view = seen or ledger.read("initiative", key)
        if given.get("ask"):
            given["ask"] = placed(view.doc.get("ask") or {}, given["ask"])
        elif "ask" in given:
            del given["ask"]  # what members have seen is not taken away by an empty field
        if given.get("part_of"):
            references.exists(ledger, ("initiative",), given["part_of"])
            references.refuse_circle(ledger, "initiative", key, "part_of", [given["part_of"]])
        return writing.change(ledger, "initiative", key, given, seen=seen, note=note)


def current_ask(doc: dict[str, Any], language: str | None = None) -> tuple[str, str | None] | None:
    """Return id and language of the wording that holds, `None` where an initiative asks nothing yet."""
    from ..schema import asks

    wordings = entries(doc, "ask")
    key = asks.authoritative(wordings, language)
    return None if key is None else (key, wordings[key].get("language"))
