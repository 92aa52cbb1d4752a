"""What a detail pane is made of: lines, of which some parts name another thing."""

from __future__ import annotations

from typing import NamedTuple

To = tuple[str, str]
"""Kind and key of a thing."""


class Piece(NamedTuple):
    """A part of a text, and the thing that it names where it names one."""

    text: str
    to: To | None = None


class Line(NamedTuple):
    """A label and what goes with it."""

    label: str
    parts: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """What goes with it, in words alone."""
        return "".join(piece.text for piece in self.parts)


class Section(NamedTuple):
    """Lines under a heading, and a word on all of them."""

    title: str
    note: str
    lines: tuple[Line, ...]


def plain(label: str, text: str) -> Line:
    """Return a line that names nothing."""
    return Line(label, (Piece(text),))


def joined(found: list[list[Piece]], between: str) -> list[Piece]:
    """Return pieces of several texts with something between each and the next."""
    pieces: list[Piece] = []
    for at, one in enumerate(found):
        pieces += [Piece(between), *one] if at else one
    return pieces
