"""Text laid out in columns, as wide as its characters are on a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

Item = dict[str, Any]

GAP: Final = "  "
ID_SHOWN: Final = 8
_NARROWEST: Final = 12
_BOLD: Final = "\x1b[1m"
_PLAIN: Final = "\x1b[0m"


class Column(NamedTuple):
    """A heading and what to put under it; a wide one gives way where a terminal is narrow."""

    title: str
    text: Callable[[Item], str]
    wide: bool = False


def width(text: str) -> int:
    """Return how many cells of a terminal the text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, cells: int) -> str:
    """Return the text, ending in an ellipsis where it takes more than so many cells."""
    if width(text) <= cells:
        return text
    while text and width(text) > cells - 1:
        text = text[:-1]
    return text + "…"


def padded(text: str, cells: int) -> str:
    """Return the text with spaces after it, up to so many cells."""
    return text + " " * (cells - width(text))


def table(
    columns: Sequence[Column],
    items: Sequence[Item],
    room: int | None = None,
    bold: Callable[[Item], int] | None = None,
) -> str:
    """Return items as lines under headings; with *bold*, so much of each line's start is bold.

    *room* is how many cells there are in a line; without it, lines are as long as they need.
    """
    rows = [[_flat(column.text(item)) for column in columns] for item in items]
    shown = [i for i, _ in enumerate(columns) if i == 0 or any(row[i] for row in rows)]
    columns = [columns[i] for i in shown]
    rows = [[row[i] for i in shown] for row in rows]
    sizes = [[width(cell) for cell in row] for row in rows]
    widths = _widths(columns, sizes, room)
    titles = [column.title for column in columns]
    lines = [_line(titles, [len(title) for title in titles], widths)]
    if bold is not None:
        lines[0] = f"{_BOLD}{lines[0]}{_PLAIN}"
    for item, row, size in zip(items, rows, sizes, strict=True):
        line = _line(row, size, widths)
        if bold is not None and (start := bold(item)):
            line = f"{_BOLD}{line[:start]}{_PLAIN}{line[start:]}"
        lines.append(line)
    return "".join(f"{line}\n" for line in lines)


def page(
    title: str, pairs: Sequence[tuple[str, str]], sections: Sequence[tuple[str, Sequence[str]]] = ()
) -> str:
    """Return one thing as a title, its fields and what else there is to say of it, a section each."""
    label = max((width(name) for name, _ in pairs), default=0)
    lines = [title]
    for name, value in pairs:
        first, *rest = value.split("\n")
        lines.append(f"{GAP}{padded(name, label)}{GAP}{first}".rstrip())
        lines += [f"{GAP}{' ' * label}{GAP}{line}".rstrip() for line in rest]
    for heading, texts in sections:
        lines += ["", heading, *(f"{GAP}{text}" for text in texts)]
    return "".join(f"{line}\n" for line in lines)


def _flat(text: str) -> str:
    return text if text.isprintable() else " ".join(text.split())


def _line(cells: Sequence[str], sizes: Sequence[int], widths: Sequence[int]) -> str:
    fitted = [
        cell + " " * (wide - size) if size <= wide else padded(cut(cell, wide), wide)
        for cell, size, wide in zip(cells, sizes, widths, strict=True)
    ]
    return GAP.join(fitted).rstrip()


def _widths(columns: Sequence[Column], sizes: Sequence[Sequence[int]], room: int | None) -> list[int]:
    widths = [max([len(column.title), *(size[i] for size in sizes)]) for i, column in enumerate(columns)]
    if room is None:
        return widths
    over = sum(widths) + len(GAP) * (len(widths) - 1) - room
    giving = sorted((i for i, column in enumerate(columns) if column.wide), key=lambda i: -widths[i])
    for i in giving:
        if over <= 0:
            break
        given = min(over, max(0, widths[i] - _NARROWEST))
        widths[i] -= given
        over -= given
    return widths
