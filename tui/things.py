"""Every thing in a ledger by the names it goes by, for the palette and for references in forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from ..store.views.reader import Reader

KINDS: Final = ("member", "initiative", "action", "decision", "contact", "group")


class Thing(NamedTuple):
    """One document and the names it may be sought by."""

    kind: str
    key: str
    title: str
    handle: str
    names: str
    """Title, handle and former names, in lower case."""


def listed(reader: Reader) -> list[Thing]:
    """Return every document that has a name."""
    from ..store.schema import kind as kind_named

    found: list[Thing] = []
    for name in KINDS:
        title_of = kind_named(name).title
        for key, doc in reader.table(name).items():
            title, handle = title_of(doc), str(doc.get("handle") or "")
            former: Sequence[Any] = doc.get("former_names") or ()
            names = "\n".join(str(n).lower() for n in (title, handle, *former) if n)
            found.append(Thing(name, key, title, handle, names))
    return found


def seek(things: Sequence[Thing], words: str, limit: int = 40) -> list[tuple[float, Thing]]:
    """Return the things that fit best, with how well, from 0 to 1: a start beats a word beats a part."""
    wanted = words.lower().split()
    scored: list[tuple[float, Thing]] = []
    for thing in things:
        names = thing.names
        if wanted and all(w in names for w in wanted):
            scored.append((_fit(names, wanted), thing))
    scored.sort(key=lambda pair: (-pair[0], len(pair[1].title), pair[1].title))
    return scored[:limit]


def _fit(names: str, wanted: Sequence[str]) -> float:
    """Return how well words fit names that hold them all."""
    first = wanted[0]
    if any(name.startswith(first) for name in names.split("\n")):
        return 0.95
    return 0.8 if f" {first}" in names or f"-{first}" in names else 0.5
