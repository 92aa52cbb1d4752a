"""The only way text from a ledger gets to the terminal: nothing in it is obeyed, all of it is seen.

The store cleans what it reads; this cleans again what any widget, cell, toast, tooltip, title or palette hit
is to show, and hands out only kinds of text that are never parsed as markup.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual.content import Content

Part = str | tuple[str, str]

# Zero-width joiners change how letters join, not what a terminal does; all else invisible is spelled out.
_JOINERS: Final = "\u200c\u200d"
_HOSTILE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SPACES: Final = "\n\t\r"


def one_line(text: object) -> str:
    """Return text fit for one line: line breaks and tabs become spaces, what can't be seen becomes <001B>."""
    words = str(text)
    if words.isprintable():
        return words
    return "".join(" " if c in _SPACES else _shown(c) for c in words)


def unmarked(text: object) -> str:
    """Return one safe line for what reads markup and can't be told not to: square brackets become round ones."""
    return one_line(text).replace("[", "(").replace("]", ")")


def block(text: object) -> str:
    """Return text fit for several lines: line breaks stay, tabs become spaces, the rest as in `one_line`."""
    return "\n".join(one_line(line) for line in str(text).replace("\r\n", "\n").split("\n"))


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Return text made safe and exactly *width* cells wide, cut with an ellipsis where it is longer."""
    words = one_line(text)
    length = len(words) if words.isascii() else cell_len(words)
    if length > width:
        return set_cell_size(words, width - 1) + "…" if width > 1 else set_cell_size(words, width)
    gap = " " * (width - length)
    return gap + words if right else words + gap


def rich(text: object, style: str = "") -> Text:
    """Return one safe line for what takes Rich's text, such as a palette hit."""
    return Text(one_line(text), style=style, no_wrap=True, end="")


def printed(lines: list[str]) -> Text:
    """Return safe lines for what prints Rich's text after the app is gone; nothing of them is cut off."""
    return Text("\n".join(one_line(line) for line in lines), overflow="fold")


def content(*parts: Part) -> Content:
    """Return safe text for a widget, several lines if need be; a part is a text or a text with its style."""
    return Content.assemble(*(block(p) if isinstance(p, str) else (block(p[0]), p[1]) for p in parts))


def line(*parts: Part) -> Content:
    """Return one safe line for a widget; a part is a text or a text with its style."""
    return Content.assemble(*(one_line(p) if isinstance(p, str) else (one_line(p[0]), p[1]) for p in parts))


def hanging(label: str, style: str, value: str, width: int, indent: int, tone: str = "") -> Content:
    """Return a label and its value, the value's further lines indented as its first one is."""
    wrapped = [
        piece for whole in content((value, tone)).split("\n") for piece in whole.wrap(max(8, width - indent))
    ]
    head = Content.styled(fit(label, indent), style)
    gap = Content(" " * indent)
    return Content("\n").join([(head if n == 0 else gap) + piece for n, piece in enumerate(wrapped)])


def stacked(lines: list[Content]) -> Content:
    """Return safe lines one under the other."""
    return Content("\n").join(lines)


def _shown(character: str) -> str:
    """Return a character as it may be shown."""
    if character in _JOINERS or unicodedata.category(character) not in _HOSTILE:
        return character
    return f"\u2039{ord(character):04X}\u203a"
