"""What a mix lacks in words, each sort of thing by a number of its own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from ..page import Cell

if TYPE_CHECKING:
    from ...store.views.mix import Mix

_NOUNS: Final = {
    "members": ("member", "members", "mem"),
    "communities": ("community", "communities", "com"),
    "regions": ("region", "regions", "reg"),
    "languages": ("language", "languages", "lang"),
    "role": ("role", "roles", "role"),
    "level": ("level", "levels", "lev"),
    "kind": ("kind", "kinds", "kind"),
    "region": ("from a region", "from regions", "reg"),
    "community": ("of a community", "of communities", "com"),
    "language": ("by language", "by language", "lang"),
    "led-by": ("led by its own", "led by their own", "led"),
}
"""What is counted, as one, as many, and where room is short."""


def order(mix: Mix | None) -> int:
    """Return what puts those that lack least first, -1 where nothing is said to be needed."""
    return sum(one.missing for one in mix.elements) if mix is not None and mix.elements else -1


def lacking(mix: Mix | None, room: int | None = None) -> Cell:
    """Return whether a mix is sufficient, else what is to go; said shorter where that doesn't fit the room."""
    if mix is None or not mix.elements:
        return Cell("not said", "dim")
    if mix.reached:
        return Cell("✓ sufficient" if room is None or room >= 12 else "✓ mix", "good")
    missing: Counter[str] = Counter()
    for one in mix.elements:
        if one.missing:
            missing[one.what.partition(":")[0]] += one.missing
    said = ", ".join(f"{n} {_noun(what)[n != 1]}" for what, n in missing.items())
    short = ", ".join(f"{n} {_noun(what)[2]}" for what, n in missing.items())
    met = sum(not one.missing for one in mix.elements)
    forms = (f"✗ {said} to go", f"✗ {said}", f"✗ {short}", f"✗ mix {met}/{len(mix.elements)}")
    return Cell(next((form for form in forms if room is None or len(form) <= room), forms[-1]), "warn")


def _noun(what: str) -> tuple[str, str, str]:
    return _NOUNS.get(what, (what, what, what))
