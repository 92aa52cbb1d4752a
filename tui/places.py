"""Where one can be: each screen's name and how to come by it, loaded only when it is gone to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.screen import Screen


def _today() -> Screen[Any]:
    from .screens.today import Today

    return Today()


def _members() -> Screen[Any]:
    from .screens.members import Members

    return Members()


def _actions() -> Screen[Any]:
    from .screens.actions import Actions

    return Actions()


def _welcome() -> Screen[Any]:
    from .screens.welcome import Welcome

    return Welcome()


def thing(kind: str, key: str) -> Screen[Any]:
    """Return a screen for one thing."""
    from .screens.thing import ThingScreen

    return ThingScreen(kind, key)


def _commands() -> type[Provider]:
    from .providers.commands import CommandProvider

    return CommandProvider


def _things() -> type[Provider]:
    from .providers.things import ThingProvider

    return ThingProvider


MODES: Final[dict[str, str | Callable[[], Screen[Any]]]] = {
    "today": _today,
    "members": _members,
    "actions": _actions,
    "welcome": _welcome,
}
PROVIDERS: Final[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands, _things}
