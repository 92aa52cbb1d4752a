"""Positions typed faster than they are written: none is lost, and all are written in the order they were typed."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from ..messages import Written

if TYPE_CHECKING:
    from ...store.ledger import Ledger


class Stating:
    """Holds what was typed for a decision until it is read back from disk."""

    def __init__(self, decision: str) -> None:
        """Start with nothing typed."""
        self.written = 0
        """How many of those typed have been written, or refused."""
        self._decision = decision
        self._typed: deque[tuple[int, str, str]] = deque()
        self._count = 0
        self._waiting: dict[str, tuple[int, str]] = {}

    def typed(self, member: str, position: str) -> None:
        """Note a position; the next call of `write` that is free writes it."""
        self._count += 1
        self._waiting[member] = self._count, position
        self._typed.append((self._count, member, position))

    def waiting(self, member: str) -> str | None:
        """Return the position that was typed for a member and isn't seen on disk yet."""
        return self._waiting.get(member, (0, None))[1]

    def seen(self, written: int) -> None:
        """Forget what had been written by the time the decision was read."""
        self._waiting = {m: one for m, one in self._waiting.items() if one[0] > written}

    def write(self, ledger: Ledger) -> Written:
        """Write the position that was typed first; called in a thread that has been lent the ledger.

        Several threads may wait for the ledger; whichever comes first takes the oldest, so that the order stays.
        """
        from ...store.verbs import positions

        number, member, position = self._typed.popleft()
        try:
            positions.position(ledger, self._decision, member, position, reason_later=position == "block")
        finally:
            self.written = number
        return Written("", self._decision)
