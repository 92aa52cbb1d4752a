"""Text as people wrote it: made safe to show, compared as names, and cut down to handles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container

_JOINERS: Final = "\u200c\u200d"  # Persian, Hindi and many emoji are wrong without them
_LINES: Final = "\n\t"


def clean(text: str, *, lines: bool = True) -> str:
    """Return text with every character that could steer a terminal made visible, by its code point.

    These are control, format, surrogate, private and unassigned characters and the separators of lines. The
    joiners U+200C and U+200D stay, and newline and tab unless *lines* is false.
    """
    if text.isprintable():
        return text
    stays = _JOINERS + _LINES if lines else _JOINERS
    return "".join(
        [c if c.isprintable() or c in stays or _is_space(c) else f"\u2039{ord(c):04X}\u203a" for c in text]
    )


def quoted(value: object, longest: int = 60) -> str:
    """Return a value in quotation marks for a message: safe to show, on one line, cut short."""
    text = value if isinstance(value, str) else repr(value)
    shown = clean(text[: longest + 1], lines=False)
    return f"“{shown[:longest]}…”" if len(shown) > longest else f"“{shown}”"


def _is_space(character: str) -> bool:
    # Python calls every space but the plain one unprintable. Those below U+00A0 are controls.
    return character.isspace() and character >= "\u00a0" and character not in "\u2028\u2029"


def fold(text: str) -> str:
    """Return a name as names are compared: without case, accents and punctuation, one space a gap."""
    if not text.isascii():
        from .letters import plain

        text = plain(text)
    kept = [c if c.isalnum() or not c.isascii() else "" if c in "'.`" else " " for c in text.lower()]
    return " ".join("".join(kept).split())


def mixed_scripts(name: str) -> bool:
    """Return whether a name mixes scripts as look-alikes do: within a word, or a whole word of them."""
    # Below U+0250 all letters are Latin, but for the sign of a thousandth.
    if name.isascii() or (max(name) < "\u0250" and "\u00b5" not in name):
        return False
    from .letters import mixed

    return mixed(name)


def handle_from(name: str, taken: Container[str] = ()) -> str:
    """Return a short handle made from a name, `[a-z0-9][a-z0-9-]*`, that is not in *taken*."""
    from .handles import made_from

    return made_from(name, taken)
