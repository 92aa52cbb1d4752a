"""Handles: short, and taken by one thing only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from ..errors import Invalid
from ..schema import kind as kind_named
from ..schema.text import fold, handle_from

if TYPE_CHECKING:
    from ..ledger import Ledger

# One name means one thing whatever its kind, so that `show NAME` never has to ask which.
_KINDS: Final = ("member", "group", "initiative")


class Taken:
    """The handles that something other than *key* goes by."""

    def __init__(self, ledger: Ledger, key: str = "") -> None:
        self._ledger = ledger
        self._key = ledger.book.key(key)

    def __contains__(self, handle: object) -> bool:
        """Return whether somebody has the handle."""
        return isinstance(handle, str) and self.by(handle) is not None

    def by(self, handle: str) -> tuple[str, str] | None:
        """Return kind and key of what has a handle, `None` where it is free."""
        for _, kind, key in self._ledger.book.named(fold(handle) + "\t"):
            if kind in _KINDS and key != self._key:
                doc = self._ledger.get(kind, key) or {}
                if doc.get("handle") == handle:
                    return kind, key
        return None


def derived(ledger: Ledger, name: str) -> str:
    """Return a handle made from a name that nobody has."""
    return handle_from(name, Taken(ledger))


def check(ledger: Ledger, kind: str, key: str, values: Mapping[str, Any]) -> None:
    """Raise `Invalid`, naming a free one, where the handle in *values* is somebody else's."""
    if kind not in _KINDS or not values.get("handle"):
        return
    handle: str = kind_named(kind).fields["handle"].check(values["handle"])
    taken = Taken(ledger, key)
    holder = taken.by(handle)
    if holder is not None:
        title = kind_named(holder[0]).title(ledger.get(*holder) or {})
        free = handle_from(handle, taken)
        raise Invalid(
            f"The handle {handle} is taken by the {holder[0]} {title}.", f"{free} is free: --handle {free}"
        )
