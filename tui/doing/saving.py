"""What was written becomes a commit; the ledger is brought to the newest format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import words
from ..messages import Written

if TYPE_CHECKING:
    from ...store.ledger import Ledger


def save(ledger: Ledger) -> Written:
    """Commit what was written since the last time; raises as the store does."""
    from ...store.sync import saving

    saved = saving.save(ledger)
    said = f"✓ saved {words.count(saved.entries, 'change')}" if saved.commit else "Nothing to save."
    return Written(said, plain=said)


def upgrade(ledger: Ledger) -> Written:
    """Bring a ledger to the newest format; raises as the store does."""
    from ...store.journal.place import FORMAT, raise_format

    with ledger.writing():
        before = raise_format(ledger.root, FORMAT)
    newest = before == FORMAT
    said = f"Format {before} is the newest there is." if newest else f"✓ from format {before} to {FORMAT}"
    return Written(said, plain=said)
