"""One thing that needs somebody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that needs somebody: why (`section`), how much it presses, since or until when.

    `mine` says that the contact who uses this clone is the one to see to it.
    """

    section: str
    urgency: int
    kind: str
    key: str
    text: str
    due: str | None = None
    since: str | None = None
    mine: bool = False
