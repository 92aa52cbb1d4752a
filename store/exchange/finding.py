"""Finding things by name for those who may see less than the whole ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ..errors import AlliedError, Ambiguous, NotFound
from ..schema.text import clean, fold

if TYPE_CHECKING:
    from ..ledger import Ledger
    from ..verbs.fields import Find
    from ..views.reader import Reader


_MOST: Final = 8
"""So many of several that are meant are named."""
_SHORTEST: Final = 4
"""Letters of an id, as it is shown at the shortest."""


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


def beginning(ledger: Ledger, reader: Reader) -> Find:
    """Return how names are found where the start of one will do, if only one thing that is shown begins so."""
    find = finding(ledger, reader)

    def begun(kinds: Sequence[str], text: str) -> tuple[str, str]:
        by_id: tuple[str, str] | None = None
        try:
            by_id = find(kinds, text)
            if len(text) >= _SHORTEST or not by_id[1].startswith(text.lower()):
                return by_id
        except NotFound as error:
            missing = error
        else:
            missing = None  # so short a start of an id is more likely that of a name
        shown = _beginning(ledger, reader, kinds, text)
        if len(shown) > 1:
            names = tuple(sorted(reader.label(*hit) for hit in shown))
            said = f"“{clean(text)}” could be any of {len(names)}."
            raise Ambiguous(said, f"Give one of {', '.join(names[:_MOST])}.", names)
        if shown:
            return shown[0]
        if missing is not None:
            raise missing
        assert by_id is not None
        return by_id

    return begun


def _beginning(ledger: Ledger, reader: Reader, kinds: Sequence[str], text: str) -> list[tuple[str, str]]:
    """Return what is shown whose name begins so."""
    start = fold(text)
    hits = {(kind, key) for _, kind, key in ledger.book.named(start) if kind in kinds} if start else ()
    return [hit for hit in hits if (doc := reader.get(*hit)) is not None and _goes_by(doc, text)]


def _goes_by(shown: dict[str, object], text: str) -> bool:
    """Return whether what is shown of a document holds the name it was found by: an alias hides the others."""
    from .filtering import strings

    wanted, key = text.strip().casefold(), str(shown.get("id"))
    return key.startswith(wanted) or any(said.casefold().startswith(wanted) for said in strings(shown))
