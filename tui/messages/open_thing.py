"""Somebody asks to see a thing whole."""

from __future__ import annotations

from textual.message import Message


class OpenThing(Message):
    """Show this thing on a screen of its own."""

    def __init__(self, kind: str, key: str) -> None:
        """Name the thing."""
        super().__init__()
        self.kind = kind
        self.key = key
