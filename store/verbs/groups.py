"""Groups: core groups, working groups and boards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import writing
from .done import Done
from .drafting import Values
from .handles import derived

if TYPE_CHECKING:
    from ..ledger import Ledger


def add(ledger: Ledger, name: str, values: Values | None = None, note: str | None = None) -> Done:
    """Add a group, with a handle made from its name where none is given; raises `Invalid`, `NotFound`."""
    given = {"name": name, **(values or {})}
    with ledger.writing():
        if name.strip() and not given.get("handle"):
            given["handle"] = derived(ledger, name)
        return writing.add(ledger, "group", given, note=note)
