"""What a person prefers, in a file of theirs: colours, keys, how often to sync by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

FILE = "settings.toml"


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
    for name, kind in (("theme", str), ("sync_minutes", int), ("compact", bool)):
        if name in found and type(found[name]) is kind:
            taken[name] = found[name]
        elif name in found:
            wrong.append(name)
    keys = found.get("keys", {})
    if isinstance(keys, dict) and all(type(key) is str for key in cast("dict[str, Any]", keys).values()):
        taken["keys"] = keys
    else:
        wrong.append("keys")
    wrong += sorted(set(found) - {"theme", "sync_minutes", "compact", "keys"})
    trouble = f"{path()}: {', '.join(wrong)} can't be taken." if wrong else ""
    return Preferences(**taken, trouble=trouble)
