"""The charts were read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ..page import Page


class ChartsRead(Message):
    """What every chart shows is there, by the chart's id."""

    def __init__(self, pages: Mapping[str, Page]) -> None:
        """Carry what was read."""
        super().__init__()
        self.pages = pages
