"""What an empty list says where it is empty only for those who see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import words

if TYPE_CHECKING:
    from ...store.views.reader import Reader


def empty(reader: Reader, kind: str, said: str) -> str:
    """Return what to say where nothing of a kind is shown: how many are not for this audience, else *said*."""
    from ...store.views.audience import Audience

    left = reader.left_out(kind) if isinstance(reader, Audience) else 0
    if not left or not isinstance(reader, Audience):
        return said
    whom = "the public" if reader.audience == "public" else f"the {reader.audience}"
    noun = words.kind(kind).partition(" ")[2]
    counted = words.count(left, noun, "people" if noun == "contact" else None)
    return f"{counted} {'is' if left == 1 else 'are'} not for {whom}; f9 goes on to the next audience."
