"""The coalition: what it is for, how it works, what it calls things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..schema.keys import COALITION
from . import writing
from .done import Done
from .drafting import Values

if TYPE_CHECKING:
    from ..ledger import Ledger, Snapshot


def change(ledger: Ledger, values: Values, seen: Snapshot | None = None, note: str | None = None) -> Done:
    """Change fields of the coalition; of defaults and words those given, `None` taking one out.

    Raises `Invalid`.
    """
    return writing.change(ledger, "coalition", COALITION, values, seen=seen, note=note)
