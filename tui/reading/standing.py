"""Where a ledger is shared, and what the last sync came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...store.errors import Invalid
from . import clock

if TYPE_CHECKING:
    from ...store.ledger import Ledger


class Standing(NamedTuple):
    """The remote that is shared with and its address, the branch; when that was last, and what went and came."""

    remote: str = ""
    """Empty where there is none."""
    address: str = ""
    branch: str = ""
    at: str = ""
    """Empty where it was never synced, or not by a version that notes it."""
    sent: int = 0
    came: int = 0


def read(ledger: Ledger) -> Standing:
    """Return how a ledger is shared; of several remotes, none of them chosen, only the names. Raises `GitTrouble`."""
    from ...store.journal import last
    from ...store.sync import remotes

    branch = (ledger.place.ref or "").removeprefix("refs/heads/")
    names = remotes.names(ledger.root)
    if not names:
        return Standing(branch=branch)
    try:
        remote = remotes.chosen(ledger.root)
    except Invalid:
        return Standing(", ".join(names), branch=branch)
    address = remotes.shown(remotes.url(ledger.root, remote))
    done = last.read(ledger.place.private)
    if done is None or done.remote != remote:
        return Standing(remote, address, branch)
    return Standing(remote, address, branch, clock.moment(ledger, done.at), done.sent, done.came)
