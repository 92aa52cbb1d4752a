"""Text that may be longer than there is room for, scrolled by the keys of any list."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll

from .. import registry


class Scroll(VerticalScroll, can_focus=True):
    """A part that scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("pane")
