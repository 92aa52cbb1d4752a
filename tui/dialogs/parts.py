"""What is typed for the parts of a record, as the store keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.schema.record import Record


def parsed(ledger: Ledger, record: Record, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return the parts that texts mean, `None` for those emptied; raises `Invalid`, `NotFound`, `Ambiguous`."""
    from ...store.verbs.fields import context

    ctx = context(ledger)
    fields = record.fields
    return {
        name: fields[name].parse(text, ctx) if text.strip() else None
        for name, text in texts.items()
        if name in fields
    }
