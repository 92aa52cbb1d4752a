"""A line that is to become an action was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ...store.exchange.quick import Quick


class QuickRead(Message):
    """What a line comes to so far, or the names that complete it."""

    def __init__(
        self,
        line: str,
        quick: Quick | None,
        known: Mapping[str, str],
        names: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """Carry the line, what it comes to, its values as people read them, and names by the sign they follow."""
        super().__init__()
        self.line = line
        self.quick = quick
        self.known = known
        self.names = names or {}
