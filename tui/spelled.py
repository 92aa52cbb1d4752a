"""What is shown otherwise than it is written, so that all terminals give it the same room and none hides it.

Terminals disagree on how wide a cluster is: a family or a flag takes two cells in one and eight in the next, and
what follows on the line would stand elsewhere than it was put. So its parts are shown, which all measure alike: the
people of a family one by one, a flag as its letters, a thumb without its skin's tone. Nothing that a name says is
lost by it but the tone.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_HOSTILE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SPACES: Final = frozenset("\n\t\r")
_JOINERS: Final = frozenset("\u200c\u200d")
_WIDE_JOINER: Final = "\u200d"  # Rich measures a letter after it as nothing, and terminals join none by it
_FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")  # letters and a symbol that look like a gap
_SELECTORS: Final = frozenset("\ufe0e\ufe0f")  # whether a symbol is drawn in colour, and then how wide
_KEYCAP: Final = "\u20e3"
_FLAGS: Final = 0x1F1E6
_TONES: Final = frozenset("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
_VIRAMA: Final = 9
_MARKS: Final = 4
"""So many marks are shown on one letter: no language has more, and a pile of them smears over other lines."""

_RANGES: Final = (
    (0x0, 0x2FF), (0x370, 0x47F), (0x490, 0x58F), (0x2010, 0x205F), (0x20A0, 0x20CF),
    (0x2190, 0x22FF), (0x2500, 0x25FF), (0x3040, 0x308F), (0x30A0, 0x312F), (0x3400, 0x9FFF), (0xAC00, 0xD79F),
)  # fmt: skip
_EASY: Final = frozenset(n for first, last in _RANGES for n in range(first >> 4, (last >> 4) + 1))
"""The scripts, and the signs among them, of which all can be shown: by the sixteen characters, told quickly."""
# A run of what is neither a letter nor a space may be marks, which no class of this module's names.
_ODD: Final = (
    "[\u115f\u1160\u3164\uffa0\u2800\ufe0e\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]"
    r"|[^\w\s\x00-\x7f]{5}"
)


def plain(words: str) -> bool:
    """Return whether printable words can be shown as they are, told without spelling each character."""
    if words.isascii() or _EASY.issuperset({ord(c) >> 4 for c in words}):
        return True
    return re.search(_ODD, words) is None


def spelled(words: str) -> str:
    """Return words as they are shown on one line; what can't be seen, or is too much, is spelled out."""
    out: list[str] = []
    marks = 0
    for at, c in enumerate(words):
        before = out[-1] if out else ""
        category = unicodedata.category(c)
        if c in _SELECTORS:
            if not before.strip():
                out.append(_code(c))
            continue
        if c == _WIDE_JOINER and _is_dropped(before, words[at + 1 : at + 2]):
            continue
        if category in ("Mn", "Me") and not (c == _KEYCAP and _is_key(before)):
            marks += 1
            if marks <= _MARKS:
                out.append(c)
            continue
        _tell(out, marks)
        marks = 0
        before = out[-1] if out else ""
        if shown := _shown(c, category, before, words[at + 1 : at + 2]):
            out.append(shown)
    _tell(out, marks)
    return "".join(out)


def _tell(out: list[str], marks: int) -> None:
    """Say how many marks were too many."""
    if marks > _MARKS:
        out.append(f"\u2039+{marks - _MARKS}\u203a")


def _shown(c: str, category: str, before: str, after: str) -> str:
    """Return what stands for a character that is no mark, between what is shown before it and what follows."""
    if c in _SPACES:
        return " "
    if c == _KEYCAP or (c in _TONES and _is_symbol(before)):
        return ""
    if _FLAGS <= ord(c) < _FLAGS + 26:
        return chr(ord(c) - _FLAGS + ord("A"))
    if c in _JOINERS:
        return c if _joins(before, after) else _code(c)
    return _code(c) if c in _FILLERS or category in _HOSTILE else c


def _is_dropped(before: str, after: str) -> bool:
    """Return whether a joiner goes: it makes one symbol of two, or is taken to leave the next letter no room."""
    return _joins(before, after) or (_is_symbol(before) and _is_symbol(after))


def _joins(before: str, after: str) -> bool:
    """Return whether a joiner says how the letters beside it are written: else it is there to be missed."""
    if len(before) != 1:
        return False
    if unicodedata.combining(before) == _VIRAMA:
        return True
    return _is_letter(after) and (_is_letter(before) or unicodedata.category(before)[0] == "M")


def _is_letter(c: str) -> bool:
    return c.isalpha() and c not in _FILLERS


def _is_symbol(c: str) -> bool:
    return len(c) == 1 and unicodedata.category(c) in ("So", "Sm") and not c.isascii() and c not in _FILLERS


def _is_key(c: str) -> bool:
    return c.isascii() and c in "0123456789#*" and c != ""


def _code(c: str) -> str:
    return f"\u2039{ord(c):04X}\u203a"
