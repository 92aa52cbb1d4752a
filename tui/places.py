"""Where one can be: each screen's name and how to come by it, loaded only when it is gone to."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from .declared.where import LISTS

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.screen import Screen


OWN: Final = ("decision", "meeting")
"""The kinds that have a screen of their own, more than a pane can show."""


def _screen(name: str) -> Callable[[], Screen[Any]]:
    """Return what makes the screen of that name: the one class in the module called so."""

    def make() -> Screen[Any]:
        module = import_module(f"{__package__}.screens.{name}")
        return getattr(module, name.capitalize())()

    return make


def thing(kind: str, key: str) -> Screen[Any]:
    """Return a screen for one thing: its kind's own where it has one."""
    if kind == "decision":
        from .screens.decision import DecisionScreen

        return DecisionScreen(key)
    if kind == "meeting":
        from .screens.meeting import MeetingScreen

        return MeetingScreen(key)
    from .screens.thing import of

    return of(kind, key)


def matrix(initiative: str | None) -> Screen[Any]:
    """Return the matrix, the cursor in an initiative's column if one is named."""
    from .screens.matrix import MatrixScreen

    return MatrixScreen(initiative)


def board(action: str | None, line: str) -> Screen[Any]:
    """Return the board, the cursor on an action if one is named, narrowed by what a line asks for."""
    from .screens.board import BoardScreen

    return BoardScreen(action, line)


def charts() -> Screen[Any]:
    """Return the charts."""
    from .screens.charts import Charts

    return Charts()


def step(start: str) -> Screen[Any]:
    """Return all that one step touched."""
    from .screens.step import Step

    return Step(start)


def _commands() -> type[Provider]:
    from .providers.commands import CommandProvider

    return CommandProvider


def _things() -> type[Provider]:
    from .providers.things import ThingProvider

    return ThingProvider


MODES: Final[dict[str, str | Callable[[], Screen[Any]]]] = {
    name: _screen(name) for name in (*LISTS, "welcome")
}
PROVIDERS: Final[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands, _things}
