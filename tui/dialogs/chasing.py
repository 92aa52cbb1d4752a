"""What is noted when somebody was asked again: a comment, and the day by which an answer is expected now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from ..doing.many import called, counted, each, in_view, left
from ..messages import Written
from .plans import Ask, Plan, raw

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ..reasons.taking import Taken

_USUAL: Final = "Asked again."


def chasing(taken: Taken) -> Plan:
    """Return the form for a chase note; with nothing typed it says that somebody was asked again."""

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import documents, optins
        from ...store.verbs.fields import parse_fields

        said = texts.get("text", "").strip() or _USUAL
        by = texts.get("expected_by", "").strip()
        values = parse_fields(ledger, "optin", raw("optin", {"expected_by": by})) if by else {}

        def note(kind: str, key: str) -> None:
            documents.comment(ledger, kind, key, said)
            if values:
                optins.change(ledger, key, values)

        with ledger.batch():
            each(ledger, taken.things, note)
        return Written(f"✓ noted on {called(ledger, taken)}" + left(ledger, taken), taken.key)

    asks = [Ask("text", "note", "Kept with it for good; every clone can read it.", example=_USUAL)]
    if all(one.kind == "optin" for one in taken.able):
        asks.append(
            Ask("expected_by", "answer by", "The day you expect an answer by now.", example="fri, +3d")
        )
    title = f"Chase: {counted(taken) if taken.many else in_view(taken.first)}"
    kind = str(taken.first.kind)
    return Plan(title, kind, tuple(asks), write, checked=False, always=True, blank=True)
