"""A cell of the matrix was opened."""

from __future__ import annotations

from textual.message import Message


class CellOpened(Message):
    """A second click was given on a cell."""
