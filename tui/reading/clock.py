"""When something was recorded, by one clock on every screen: the coalition's, else this machine's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import words

if TYPE_CHECKING:
    from ...store.views.reader import Reader


def moment(reader: Reader, at: str) -> str:
    """Return when an entry was made, with the year only where it isn't this one."""
    from ...store.views import times

    made = times.local(at, reader.zone())
    if made is None:
        return at[:16]
    day = f"{made.day:>2} {words.month(made)}"
    return f"{day} {made:%H:%M}" if made.year == reader.today().year else f"{day} {made:%Y %H:%M}"


def told(reader: Reader) -> str:
    """Return by which clock that is, to be said once on a screen."""
    from ...store.schema.instants import local_zone

    return f"times in {reader.zone() or local_zone()}"
