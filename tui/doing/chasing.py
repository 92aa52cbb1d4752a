"""What is done with a line of Today where it stands: put off a day, or noted as asked again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ...store.errors import Invalid
from .. import words
from ..messages import Written
from ..reasons.today import DUE

if TYPE_CHECKING:
    from ...store.ledger import Ledger

_HINT: Final = "An action, or an answer that is waited for, can be."


def later(ledger: Ledger, *, things: Sequence[tuple[str, str]]) -> Written:
    """Put things off to the day after they were due, tomorrow at the earliest, in one step.

    Raises `Invalid` where one of them has no day that could be moved.
    """
    days: list[date] = []
    with ledger.batch():
        days += [_later(ledger, kind, key) for kind, key in things]
    kind, key = things[0]
    said = words.day(max(days), ledger.today())
    what = ledger.label(kind, key) if len(things) == 1 else words.count(len(things), "thing")
    return Written(f"⏾ {what}: put off to {said}", key)


def _later(ledger: Ledger, kind: str, key: str) -> date:
    from ...store.verbs import actions, optins
    from ...store.views import times

    field = DUE.get(kind)
    if field is None:
        raise Invalid("This can't be put off.", _HINT)
    today = ledger.today()
    due = times.day((ledger.get(kind, key) or {}).get(field)) or today
    day = max(due, today) + timedelta(days=1)
    change = actions.change if kind == "action" else optins.change
    change(ledger, key, {field: day.isoformat()})
    return day
