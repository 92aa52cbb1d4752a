"""The same done with one thing or with many: as one step, so that undo takes all of it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from ...store.errors import AlliedError
from .. import words

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ..reasons import Situation
    from ..reasons.taking import Taken

T = TypeVar("T")
_NAMED: Final = 3
"""So many of those left as they were are named."""


def each(ledger: Ledger, things: Sequence[tuple[str, str]], verb: Callable[[str, str], T]) -> list[T]:
    """Do something with each thing, by its kind and key, in one step: all of it, or nothing.

    Raises the store's errors, among many naming which thing is refused.
    """
    if len(things) == 1:
        return [verb(*things[0])]
    found: list[T] = []
    with ledger.batch():
        for kind, key in things:
            try:
                found.append(verb(kind, key))
            except AlliedError as error:
                error.message = f"{ledger.label(kind, key)}: {error.message}"
                raise
    return found


def called(ledger: Ledger, taken: Taken) -> str:
    """Return what to call what was taken: one thing by its name, many by how many and of what kind."""
    if not taken.many:
        kind, key = taken.things[0]
        return titled(ledger, kind, key)
    return counted(taken)


def counted(taken: Taken) -> str:
    """Return what was taken as a number with its noun, one thing as `it`; names nothing."""
    if not taken.many:
        return "it"
    kinds = {kind for kind, _ in taken.things}
    if len(kinds) > 1:
        return f"{len(taken.able)} things"
    noun = words.kind(kinds.pop()).partition(" ")[2]
    return words.count(len(taken.able), noun, "people" if noun == "contact" else None)


def left(ledger: Ledger, taken: Taken) -> str:
    """Return a line that names what was left as it was, and why; empty where nothing was."""
    if not taken.left:
        return ""
    said = [f"{titled(ledger, str(one.kind), one.key)} ({_plain(why)})" for one, why in taken.left[:_NAMED]]
    more = f" and {len(taken.left) - _NAMED} more" if len(taken.left) > _NAMED else ""
    return f"\nLeft: {', '.join(said)}{more}"


def titled(ledger: Ledger, kind: str, key: str) -> str:
    """Return what people call a thing: its title where it has one; an opt-in by its two ends."""
    doc = ledger.get(kind, key) or {}
    if kind == "optin":
        ends = ((k, doc.get(k)) for k in ("member", "initiative"))
        return " · ".join(ledger.label(k, str(end)) for k, end in ends if end)
    return str(doc.get("name") or doc.get("title") or doc.get("question") or ledger.label(kind, key))


def in_view(one: Situation) -> str:
    """Return what the line in view says, else the title of what it stands for."""
    doc = one.doc or {}
    named = doc.get("name") or doc.get("title") or doc.get("question")
    return str(getattr(one.thing, "text", "") or named or "this")


def _plain(why: str) -> str:
    said = why.rstrip(".")
    return said[:1].lower() + said[1:] if said.startswith(("It ", "This ")) else said
