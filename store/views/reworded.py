"""What changed from one wording to the next, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed (`same`), was taken out (`gone`) or put in (`new`)."""

    what: Literal["same", "gone", "new"]
    text: str


def reworded(before: str, after: str) -> list[Piece]:
    """Return the pieces that make *before* into *after*: without the new ones the one, without the gone the other."""
    from difflib import SequenceMatcher

    old, new = _words(before), _words(after)
    found: list[Piece] = []
    for step, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            found.append(Piece("same", "".join(old[i:j])))
            continue
        if j > i:
            found.append(Piece("gone", "".join(old[i:j])))
        if m > k:
            found.append(Piece("new", "".join(new[k:m])))
    return found


def shown(pieces: list[Piece]) -> str:
    """Return pieces on paper: `[-what is gone-]{+what is new+}`, as `git diff --word-diff` marks them."""
    marks = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
    return "".join(f"{marks[one.what][0]}{one.text}{marks[one.what][1]}" for one in pieces)


def _words(text: str) -> list[str]:
    """Return a text cut before and after each gap, nothing lost."""
    found: list[str] = []
    for character in text:
        gap = character.isspace()
        if found and found[-1][-1].isspace() == gap and not (gap and character == "\n"):
            found[-1] += character
        else:
            found.append(character)
    return found
