"""A dry run: verbs are carried out as in a batch, looked at, and given up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from ..ledger import Ledger

T = TypeVar("T")


class _GivenUp(Exception):
    """Ends a batch that was never meant to be written."""


def trial(ledger: Ledger, run: Callable[[], T]) -> T:
    """Return what *run* returns, with nothing of what it wrote kept; raises what it raises."""
    result: list[T] = []
    try:
        with ledger.batch():
            result.append(run())
            raise _GivenUp
    except _GivenUp:
        return result[0]
