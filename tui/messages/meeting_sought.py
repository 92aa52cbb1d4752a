"""It was looked up whether a meeting runs."""

from __future__ import annotations

from collections.abc import Mapping

from textual.message import Message


class MeetingSought(Message):
    """A meeting runs here, or none does and one can begin."""

    def __init__(self, key: str | None, about: Mapping[str, str]) -> None:
        """Carry the meeting that runs, and what one that begins now would be about, by the names of those."""
        super().__init__()
        self.key = key
        self.about = about
