"""Members: who is in the coalition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import references, writing
from .done import Done
from .drafting import Values, new_key
from .handles import derived

if TYPE_CHECKING:
    from ..ledger import Ledger, Snapshot


def add(ledger: Ledger, name: str, values: Values | None = None, note: str | None = None) -> Done:
    """Add a member, with a handle made from its name where none is given; raises `Invalid`, `NotFound`."""
    given = {"name": name, **(values or {})}
    with ledger.writing():
        if name.strip() and not given.get("handle"):
            given["handle"] = derived(ledger, name)
        return writing.add(ledger, "member", given, key=new_key(), note=note)


def change(
    ledger: Ledger, key: str, values: Values, seen: Snapshot | None = None, note: str | None = None
) -> Done:
    """Change fields of a member; one that leaves has left today unless told otherwise.

    Raises `Invalid`, also where a member would be a chapter of itself, and `NotFound`.
    """
    given = dict(values)
    with ledger.writing():
        if given.get("part_of"):
            references.exists(ledger, ("member",), given["part_of"])
            references.refuse_circle(ledger, "member", key, "part_of", [given["part_of"]])
        before = ledger.get("member", key) or {}
        if given.get("status") == "left" and before.get("status") != "left":
            given.setdefault("left", ledger.today().isoformat())
        return writing.change(ledger, "member", key, given, seen=seen, note=note)
