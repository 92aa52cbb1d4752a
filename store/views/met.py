"""What an entry recorded of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import times
from .wording import by_name, called, is_new, listed, parted

if TYPE_CHECKING:
    from ..journal.entry import Entry
    from .reader import Reader


def meeting(reader: Reader, entry: Entry) -> str | None:
    """Return what an entry says of a meeting; `None` where it only changes plain fields."""
    name = called(reader, "meeting", entry.key, entry.set)
    if is_new(entry):
        starts = entry.set.get("starts")
        return f"added the meeting {name}{f', on {times.shown(starts)}' if starts else ''}"
    if set(entry.set) == {"ends"} and entry.set["ends"]:
        return f"ended the meeting {name}"
    came: list[str] = []
    for register, value in sorted(entry.set.items()):
        field, who = parted(register)
        if field != "attendees" or value is None:
            return None
        kind = "contact" if reader.get("contact", who) is not None else "member"
        came.append(called(reader, kind, who))
    came = by_name(came)
    return f"recorded that {listed(came)} {'is' if len(came) == 1 else 'are'} at {name}" if came else None
