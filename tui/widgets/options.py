"""Pages in lists of options, however small the terminal is and however early the key."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList

# Taken before the list itself gets them: one that has no room, or none yet, knows no pages, and would fail.
PAGES: list[BindingType] = [
    Binding("pagedown", "page_options('down')", "Page down", show=False, priority=True),
    Binding("pageup", "page_options('up')", "Page up", show=False, priority=True),
]


def turn(options: OptionList, way: Literal["down", "up"]) -> None:
    """Go one page down or up in a list of options; where it has no room, one option."""
    if not options.option_count:
        return
    whole = options.scrollable_content_region.area > 0
    if way == "down":
        (options.action_page_down if whole else options.action_cursor_down)()
    else:
        (options.action_page_up if whole else options.action_cursor_up)()


class Turning(Vertical):
    """A box around one list of options."""

    BINDINGS: ClassVar[list[BindingType]] = PAGES

    def action_page_options(self, way: Literal["down", "up"]) -> None:
        """Go one page down or up."""
        turn(self.query_one(OptionList), way)
