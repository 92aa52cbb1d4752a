"""What is wrong with a ledger for as long as nobody mends it: damaged, gone, locked, on a disk that refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...store.errors import AlliedError, CannotWrite, Locked

if TYPE_CHECKING:
    from ...store.ledger import Ledger


class Trouble(NamedTuple):
    """What is wrong, what to do, and whether it keeps one from writing only."""

    words: str
    hint: str
    writing: bool = False


def of(error: AlliedError | OSError) -> Trouble:
    """Return an error that came of looking at the ledger as what is wrong with it."""
    if isinstance(error, AlliedError):
        return Trouble(error.message, error.hint or "")
    return Trouble(
        f"The ledger can't be read: {error.strerror or error}.", "See that its folder is there and yours."
    )


def refused(error: AlliedError) -> Trouble | None:
    """Return what keeps one from writing, `None` where the error is about what was to be written."""
    if isinstance(error, CannotWrite | Locked):
        return Trouble(error.message, error.hint or "", writing=True)
    return None


def standing(ledger: Ledger) -> Trouble | None:
    """Return what is wrong with what was read, `None` where it is sound."""
    damaged = [problem for problem in ledger.problems if problem.damage]
    found = damaged or ledger.problems
    if not found:
        return None
    first = found[0]
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    where = f"{first.file} line {first.line} {first.reason}{more}."
    if damaged:
        return Trouble(
            f"Part of the ledger is damaged and left out: {where}",
            "All else is here and can be written to; allied doctor says how to bring it back.",
        )
    return Trouble(
        f"Part of the ledger is not here: {where}",
        "All else is here and can be written to; Y syncs, and allied doctor says more.",
    )
