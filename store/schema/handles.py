"""Handles made from names: short, readable, in plain letters, and taken by nobody."""

from __future__ import annotations

import hashlib
from collections.abc import Container
from typing import Final

LONGEST: Final = 32
_SHORT: Final = 24
_FILLERS: Final = (
    "|a|an|and|at|by|das|de|del|della|den|der|des|di|die|do|dos|e|el|en|et|for|i|im|in|la|las|le|les|los|of|on|och|"
    "og|oder|sur|the|till|to|und|van|von|voor|y|zu|zur|zum|"
)
_ACRONYM: Final = range(2, 13)


def made_from(name: str, taken: Container[str] = ()) -> str:
    """Return a handle of at most 32 characters for a name.

    An acronym in brackets is taken as it is; else whole words up to 24 characters, without the small words
    where that lets another in; then more words, then a number, until nobody has it. A name that can't be put
    in plain letters gets one from its digest, so that two clones make the same.
    """
    words = _plain_words(name)
    if not words:
        digest = hashlib.sha256(name.strip().encode("utf-8", "replace")).hexdigest()
        words = [f"name-{digest[:6]}"]
    short, long = _fitted(words, _SHORT), _fitted(words, LONGEST)
    says_more = len(_telling(long.split("-"))) > len(_telling(short.split("-")))
    candidates = [_acronym(name), short, long if says_more else ""]
    for candidate in candidates:
        if candidate and candidate not in taken:
            return candidate
    base = candidates[0] or candidates[1]
    number = 2
    while (candidate := f"{base[: LONGEST - 1 - len(str(number))].rstrip('-')}-{number}") in taken:
        number += 1
    return candidate


def _plain_words(name: str) -> list[str]:
    from .letters import latin

    lowered = latin(name) if not name.isascii() else name.lower()
    kept = [c if c.isalnum() and c.isascii() else "" if c in "'.`" else " " for c in lowered]
    return "".join(kept).split()


def _acronym(name: str) -> str:
    """Return what stands in brackets at the end if it is an acronym: `European Digital Rights (EDRi)`."""
    before, _, rest = name.strip().rpartition("(")
    inside = rest.removesuffix(")")
    if not before.strip() or inside == rest or not inside.isascii() or not inside.isalnum():
        return ""
    capitals = sum(c.isupper() for c in inside)
    return inside.lower() if capitals >= 2 and capitals * 2 >= len(inside) and len(inside) in _ACRONYM else ""


def _fitted(words: list[str], longest: int) -> str:
    """Return as many of the words as fit, joined by hyphens; small words give way to telling ones."""
    telling = _telling(words)
    whole, short = _whole_words(words, longest), _whole_words(telling or words, longest)
    while telling and whole[-1] not in telling and len(whole) > 1:
        whole = whole[:-1]
    chosen = short if len(short) > sum(word in telling for word in whole) else whole
    return "-".join(chosen)[:longest].rstrip("-")


def _telling(words: list[str]) -> list[str]:
    return [word for word in words if f"|{word}|" not in _FILLERS]


def _whole_words(words: list[str], longest: int) -> list[str]:
    """Return the words from the first on that fit in so many characters, at least one."""
    length = -1
    for count, word in enumerate(words):
        length += len(word) + 1
        if length > longest:
            return words[: max(count, 1)]
    return words
