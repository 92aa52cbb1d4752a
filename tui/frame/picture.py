"""A picture of the screen, for those who weren't there."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from ..messages import Written

# The drawing asks for a font from a server: whoever opened the picture would be seen there.
_FETCHED = re.compile(r"@font-face\s*\{[^}]*\}", re.DOTALL)


def alone(drawn: str) -> str:
    """Return an SVG that fetches nothing: it is drawn in whatever letters of one width there are."""
    return _FETCHED.sub("", drawn)


def save(drawn: str, name: str, folder: Path) -> Written:
    """Write an SVG beside any that are there already and say where; raises `OSError`."""
    words = alone(drawn)
    for number in itertools.count(1):
        path = folder / (f"allied-{name}.svg" if number == 1 else f"allied-{name}-{number}.svg")
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(words)
        except FileExistsError:
            continue
        return Written(f"✓ picture: {path}")
    raise AssertionError  # numbers don't end
