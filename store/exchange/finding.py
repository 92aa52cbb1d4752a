"""Finding things by name for those who may see less than the whole ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..errors import AlliedError, NotFound

if TYPE_CHECKING:
    from ..ledger import Ledger
    from ..verbs.fields import Find
    from ..views.reader import Reader


def finding(ledger: Ledger, reader: Reader) -> Find:
    """Return how names are found by those who see only what *reader* shows.

    A name that isn't shown is as unknown as one that there isn't: neither it nor what is near it is told.
    """

    def find(kinds: Sequence[str], text: str) -> tuple[str, str]:
        if reader is ledger:
            return ledger.find(kinds, text)
        try:
            kind, key = ledger.find(kinds, text)
        except AlliedError:  # it would name what may not be seen
            kind, key = "", ""
        shown = reader.get(kind, key) if kind else None
        if shown is None or not _goes_by(shown, text):
            raise NotFound(f"Nothing shown here is called “{text}”.")
        return kind, key

    return find


def _goes_by(shown: dict[str, object], text: str) -> bool:
    """Return whether what is shown of a document holds the name it was found by: an alias hides the others."""
    from .filtering import strings

    wanted, key = text.strip().casefold(), str(shown.get("id"))
    return key.startswith(wanted) or any(said.casefold().startswith(wanted) for said in strings(shown))
