"""The only way text from a ledger gets to the terminal: nothing in it is obeyed, all of it is seen.

The store cleans what it reads; this cleans again what any widget, cell, toast, tooltip, title or palette hit
is to show, and hands out only kinds of text that are never parsed as markup.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual.content import Content
from textual.style import Style

from .spelled import plain, spelled

Part = str | tuple[str, str] | tuple[str, Style]


def one_line(text: object) -> str:
    """Return text fit for one line: line breaks and tabs become spaces, what can't be seen becomes its number.

    What terminals measure differently is shown by its parts.
    """
    words = str(text)
    return words if words.isprintable() and plain(words) else spelled(words)


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


def hanging(label: str, style: str, value: str | Content, width: int, indent: int, tone: str = "") -> Content:
    """Return a label and its value, the value's further lines indented as its first one is.

    A value may be text that was made safe here already.
    """
    value = value if isinstance(value, Content) else content((value, tone))
    wrapped = [piece for whole in value.split("\n") for piece in whole.wrap(max(8, width - indent))]
    head = Content.styled(fit(label, indent), style)
    gap = Content(" " * indent)
    return Content("\n").join([(head if n == 0 else gap) + piece for n, piece in enumerate(wrapped)])


def wrapped(text: str, width: int, tone: str = "") -> list[Content]:
    """Return safe text as lines no wider than so many cells."""
    return [piece for whole in content((text, tone)).split("\n") for piece in whole.wrap(max(1, width))]


def beside(cells: Sequence[Sequence[Content]], widths: Sequence[int]) -> list[Content]:
    """Return cells of several safe lines side by side, each as wide as its column."""
    found: list[Content] = []
    for n in range(max(map(len, cells), default=0)):
        pieces = [cell[n] if n < len(cell) else Content("") for cell in cells]
        padded = [p + Content(" " * max(0, w - p.cell_length)) for p, w in zip(pieces, widths, strict=True)]
        found.append(Content("").join(padded))
    return found


def broken(text: str, width: int) -> list[str]:
    """Return text made safe in lines at most so many cells wide, broken between words where there are any."""
    words = one_line(text)
    if len(words) <= width and words.isascii():
        return [words]
    return [piece.plain.rstrip() for piece in Content(words).wrap(max(1, width))]


def stacked(lines: list[Content]) -> Content:
    """Return safe lines one under the other."""
    return Content("\n").join(lines)
