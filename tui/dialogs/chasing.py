"""What is noted when somebody was asked again: a comment, and the day by which an answer is expected now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from ..messages import Written
from .plans import Ask, Plan, raw

if TYPE_CHECKING:
    from ...store.ledger import Ledger

_USUAL: Final = "Asked again."


def chasing(kind: str, key: str, title: str) -> Plan:
    """Return the form for a chase note; with nothing typed it says that somebody was asked again."""

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import documents, optins
        from ...store.verbs.fields import parse_fields

        with ledger.batch():
            documents.comment(ledger, kind, key, texts.get("text", "").strip() or _USUAL)
            if texts.get("expected_by", "").strip():
                optins.change(
                    ledger, key, parse_fields(ledger, kind, raw(kind, {"expected_by": texts["expected_by"]}))
                )
        return Written("✓ noted", key)

    asks = [Ask("text", "note", "Kept with it for good; every clone can read it.", example=_USUAL)]
    if kind == "optin":
        asks.append(
            Ask("expected_by", "answer by", "The day you expect an answer by now.", example="fri, +3d")
        )
    return Plan(f"Chase: {title}", kind, tuple(asks), write, checked=False, always=True, blank=True)
