"""The cursor of the matrix moved."""

from __future__ import annotations

from textual.message import Message


class CellMoved(Message):
    """The cursor is on another cell, or on the same one with other content."""
