"""What is asked of where a ledger is shared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from ..messages import Written
from .plans import Ask, Plan

if TYPE_CHECKING:
    from ...store.ledger import Ledger

_YES: Final = ("yes",)


def remote(agreed: Callable[[bool], None]) -> Plan:
    """Return the form that says where a ledger is shared; *agreed* is told whether anybody may read it there."""

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.sync import remotes

        name = texts.get("name", "").strip() or remotes.DEFAULT
        remotes.add(ledger.root, texts.get("address", ""), name)
        agreed(texts.get("public") == "yes")
        where = remotes.shown(remotes.url(ledger.root, name))
        return Written(f"✓ shared with {name}: {where}", name, "✓ there is somewhere to share it now")

    asks = (
        Ask("address", "address", "An https or ssh address, or a path. Whoever can read it there can read all of it.",
            True, example="git@example.org:commons/ledger.git"),
        Ask("name", "name", "What to call it here.", example="origin"),
        Ask("public", "public too", "Share it for the first time even where anybody can read it.", choices=_YES,
            example="no"),
    )  # fmt: skip
    return Plan("Where is it shared?", "coalition", asks, write, checked=False, blank=True)
