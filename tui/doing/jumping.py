"""The parts of a screen that one can jump to: what can be focused, the filter, and every place named on a bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from textual.containers import Container
from textual.widget import Widget

from .. import registry
from ..layouts.live import Live
from ..widgets.top_bar import TopBar
from ..widgets.views import Views


class Spot(NamedTuple):
    """Where a letter stands, a word for what isn't to be seen there, and what the letter does."""

    x: int
    y: int
    word: str
    go: Callable[[], object]


def spots(screen: Live) -> list[Spot]:
    """Return what one can jump to, the parts to work in before the bars."""
    return [*_filter(screen), *_parts(screen), *_views(screen), *_places(screen)]


def go(spot: Spot | None) -> None:
    """Go where somebody wants to."""
    if spot is not None:
        spot.go()


def _parts(screen: Live) -> Iterator[Spot]:
    for widget in screen.query(Widget):
        if widget.focusable and widget.region and not isinstance(widget, Container):
            yield Spot(widget.region.x + 1, widget.region.y, "", partial(screen.set_focus, widget))


def _filter(screen: Live) -> Iterator[Spot]:
    """Offer the filter at the end of the heading while it isn't there to be focused."""
    here = [c for c in registry.on(screen.COMMANDS_OF) if c.action == "filter"]
    field, heading = screen.query("#filter"), screen.query("#heading")
    if here and field and heading and not field.first().display:
        region = heading.first().region
        go = partial(screen.allied.run_action, f"app.attempt('{here[0].id}')")
        yield Spot(max(0, region.right - 12), region.y, "filter", partial(screen.allied.call_later, go))


def _views(screen: Live) -> Iterator[Spot]:
    for bar in screen.query(Views):
        for start, _, view in bar.spots:
            go = partial(bar.post_message, Views.Chosen(view))
            yield Spot(bar.region.x + start, bar.region.y, "", go)


def _places(screen: Live) -> Iterator[Spot]:
    for bar in screen.query(TopBar):
        for start, end, command in bar.spots:
            if end <= bar.region.width:
                go = partial(screen.allied.run_action, f"app.attempt('{command}')")
                yield Spot(bar.region.x + start, bar.region.y, "", partial(screen.allied.call_later, go))
