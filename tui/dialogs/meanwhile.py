"""What became of a document's fields since a form over it was opened: who changed which, and to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from . import plans

if TYPE_CHECKING:
    from ...store.ledger import Ledger, Snapshot
    from ...store.views.reader import Setting


def meanwhile(ledger: Ledger, seen: Snapshot, names: Iterable[str]) -> dict[str, str]:
    """Return, by field, who has changed what a form had in view, and to what."""
    doc: Mapping[str, Any] = ledger.get(seen.kind, seen.key) or {}
    wanted = set(names)
    found: dict[str, list[Setting]] = {}
    for register, settings in ledger.book.live(seen.kind, seen.key).items():
        name, had = register.partition("/")[0], seen.live.get(register, ())
        came = [cast("Setting", one) for one in settings if one.mark.id not in had]
        if name in wanted and came:
            found.setdefault(name, []).extend(came)
    told: dict[str, str] = {}
    for name, came in found.items():
        text = plans.read_back(ledger, seen.kind, name, doc)
        if text != plans.read_back(ledger, seen.kind, name, seen.doc):
            told[name] = f"{_who(ledger, came)} " + (f"set it to “{text}”" if text else "emptied it")
    return told


def _who(ledger: Ledger, came: list[Setting]) -> str:
    """Return who wrote last, one's own clone as oneself."""
    by = max(came, key=lambda one: one.mark.at).mark.by
    return "You, elsewhere," if by == ledger.writer else ledger.writer_name(by)
