"""When a decision is to be looked at again, and what takes its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..errors import Invalid
from ..schema.text import quoted
from ..views import times
from ..views.reader import listed
from . import references, writing
from .done import Done

if TYPE_CHECKING:
    from ..ledger import Ledger


def review(ledger: Ledger, key: str, day: str | None, note: str | None = None) -> Done:
    """Record the day a decision is to be looked at again, `None` for none; raises `Invalid`, `NotFound`."""
    with ledger.writing():
        check(ledger.read("decision", key).doc, {"review": day})
        return writing.change(ledger, "decision", key, {"review": day}, note=note)


def check(before: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Raise `Invalid` where a decision would be looked at again before it is taken."""
    if not values.get("review"):
        return
    doc = {**before, **{name: value for name, value in values.items() if value is not None}}
    taken, closes = doc.get("decided"), times.day(doc.get("closes"))
    opens = times.day(doc.get("opens"))
    day, said = (closes, "closes") if closes else (opens, "opens")
    first, said = (taken, "was decided") if taken else (day and day.isoformat(), said)
    if first and doc["review"] < first:
        raise Invalid(
            f"It would be reviewed on {doc['review']}, before it {said} on {first}.",
            f"Give a day from {first} on.",
        )


def supersede(ledger: Ledger, key: str, old: str, note: str | None = None) -> Done:
    """Record that a decision takes the place of an older one, at once if it is adopted, else once it is.

    Raises `Invalid`, `NotFound`.
    """
    with ledger.writing():
        new, before = ledger.read("decision", key).doc, ledger.read("decision", old).doc
        status, other = new.get("status") or "draft", before.get("status") or "draft"
        asked, asked_before = quoted(str(new.get("question"))), quoted(str(before.get("question")))
        references.refuse_circle(ledger, "decision", key, "supersedes", [old])
        if status in ("rejected", "withdrawn", "superseded"):
            raise Invalid(
                f"{asked} is {status}: it takes the place of nothing.",
                "Name a decision that is adopted, open or a draft.",
            )
        if other not in ("adopted", "superseded"):
            raise Invalid(
                f"{asked_before} is {other}: only what was adopted can be superseded.",
                f"allied decision close {ledger.short('decision', before['id'])} withdrawn takes it back.",
            )
        also = (
            writing.moved(ledger, "decision", before["id"], {"status": "superseded"})
            if status == "adopted" and other == "adopted"
            else []
        )
        supersedes = list(dict.fromkeys([*listed(new, "supersedes"), before["id"]]))
        return writing.change(ledger, "decision", key, {"supersedes": supersedes}, note=note, also=also)
