"""What a person prefers, in a file of theirs: colours, keys, how often to sync by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

FILE = "settings.toml"
MOST_MINUTES = 24 * 60
"""The longest time between two syncs that begin by themselves."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """The settings of one person on one machine; `trouble` says what of the file could not be taken."""

    theme: str | None = None
    keys: dict[str, str] = field(default_factory=dict[str, str])
    sync_minutes: int = 0
    compact: bool = False
    trouble: str = ""


def path() -> Path:
    """Return where the settings lie, whether there are any or not."""
    from platformdirs import user_config_path

    return user_config_path("allied") / FILE


def load() -> Preferences:
    """Return the settings, each as it is unless said otherwise; what can't be taken is told, not raised."""
    try:
        text = path().read_text(encoding="utf-8")
        import tomllib  # most people have no such file

        found = tomllib.loads(text)
    except FileNotFoundError:
        return Preferences()
    except (OSError, ValueError) as error:
        return Preferences(trouble=f"{path()} can't be read: {error}")
    wrong: list[str] = []
    taken: dict[str, Any] = {}
    for name, value in found.items():
        if name == "keys":
            table = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
            taken["keys"] = {command: keys for command, keys in table.items() if type(keys) is str}
            wrong += [f"keys.{command} is no text." for command in table.keys() - taken["keys"].keys()]
            wrong += [] if isinstance(value, dict) else ["keys is no table of commands and their keys."]
        elif (fault := _fault(name, value)) is not None:
            wrong.append(fault)
        else:
            taken[name] = value
    return Preferences(**taken, trouble=told("", wrong))


def told(trouble: str, wrong: list[str]) -> str:
    """Return what is wrong with the file in words, more of it after what was found already."""
    if not wrong:
        return trouble
    return "\n".join([trouble or f"{path()}, of which this is left out:", *wrong])


def _fault(name: str, value: object) -> str | None:
    """Return what is wrong with one setting, `None` where it can be taken."""
    if name == "theme":
        from textual.theme import BUILTIN_THEMES

        from .themes import DARK, LIGHT

        return None if value in (DARK, LIGHT, *BUILTIN_THEMES) else f"theme: there is no {value!r}."
    if name == "sync_minutes":
        fits = type(value) is int and 0 <= value <= MOST_MINUTES
        return None if fits else f"sync_minutes: {value!r} is no number of minutes from 0 to {MOST_MINUTES}."
    if name == "compact":
        return None if type(value) is bool else f"compact: {value!r} is neither true nor false."
    return f"{name}: there is no such setting."
