"""Keys as a settings file has them: those that can't work are named, and left as they are unless said otherwise."""

from __future__ import annotations

from dataclasses import replace

from .. import registry
from ..settings.preferences import Preferences, told


def checked(preferred: Preferences) -> Preferences:
    """Return preferences with only those keys that can work; `trouble` names the others."""
    taken: dict[str, str] = {}
    wrong: list[str] = []
    known = {command.id for command in registry.COMMANDS}
    for name, keys in preferred.keys.items():
        if name in known:
            taken[name] = ",".join(registry.spelled(key) for key in keys.split(","))
        else:
            wrong.append(f"keys: there is no command {name!r}.")
    # One that is left out has its own keys again, which others may have been given: until all that is left can be.
    while (refused := _refused(taken)) is not None:
        name, why = refused
        wrong.append(f"{name} = {preferred.keys[name]!r}: {why}")
        del taken[name]
    return replace(preferred, keys=taken, trouble=told(preferred.trouble, wrong))


def _refused(keymap: dict[str, str]) -> tuple[str, str] | None:
    """Return the last command of a keymap that can't have its keys, and why."""
    for name, keys in reversed(keymap.items()):
        if (why := registry.refusal(registry.command(name), keys, keymap)) is not None:
            return name, why
    return None
