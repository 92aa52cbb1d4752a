"""A meeting was read as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ..reading.meeting import Meeting


class MeetingRead(Message):
    """Its agenda, who is there and what was written so far are there to be shown."""

    def __init__(self, meeting: Meeting | None) -> None:
        """Carry what was read, `None` where the meeting is no longer there."""
        super().__init__()
        self.meeting = meeting
