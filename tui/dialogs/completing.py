"""Names completed as one types them: shown behind the cursor, taken on enter and on leaving where only one fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.suggester import Suggester

from .. import safe_text

if TYPE_CHECKING:
    from ..reading.things import Thing


_SHORTEST: Final = 4
"""Letters of an id, as it is shown at the shortest."""


class Names(Suggester):
    """Completes the last of the names in a field, which have commas between them."""

    def __init__(self, things: Sequence[Thing]) -> None:
        """Take what may be named."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._things = things

    async def get_suggestion(self, value: str) -> str | None:
        """Return the text with its last name completed, `None` where nothing begins so."""
        head, begun = _parted(value)
        found = self._beginning(begun, 1)
        return f"{head}{begun}{found[0][len(begun) :]}" if found else None

    def completed(self, text: str) -> str:
        """Return a text with each name in it that is only begun, and that nothing else begins with, completed."""
        return ",".join(self._whole(part) for part in text.split(","))

    def _whole(self, part: str) -> str:
        begun = part.strip()
        space = part[: len(part) - len(part.lstrip())]
        wanted = begun.lower()
        if not begun or wanted == "none" or any(_is_of(thing, wanted) for thing in self._things):
            return part
        found = self._beginning(begun, 2)
        return space + found[0] if len(found) == 1 else part

    def _beginning(self, begun: str, most: int) -> list[str]:
        """Return at most so many things that begin so, each by the name that does."""
        wanted = begun.lower()
        found: list[str] = []
        for thing in self._things if wanted else ():
            if thing.names.startswith(wanted) or f"\n{wanted}" in thing.names:
                named = (thing.handle, thing.title, *thing.names.split("\n"))
                name = safe_text.one_line(next(one for one in named if one.lower().startswith(wanted)))
                found.append(name)
                if len(found) == most:
                    break
        return found


def _is_of(thing: Thing, wanted: str) -> bool:
    """Return whether a text names a thing as it stands: by a whole name, or by the start of its id."""
    by_id = len(wanted) >= _SHORTEST and thing.key.startswith(wanted)
    return by_id or wanted in thing.names.split("\n")


def _parted(value: str) -> tuple[str, str]:
    """Return what comes before the last name in a text, and as much of that as is typed."""
    before, comma, last = value.rpartition(",")
    begun = last.lstrip()
    return before + comma + last[: len(last) - len(begun)], begun
