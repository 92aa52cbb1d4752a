"""Why something can't be done about sharing now, in words."""

from __future__ import annotations

from . import Situation, no_ledger


def not_syncing(now: Situation) -> str | None:
    """Not possible where no sync runs."""
    return no_ledger(now) or (None if now.syncing else "No sync is running.")
