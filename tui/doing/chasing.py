"""What is done with a line of Today where it stands: put off a day, or noted as asked again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ...store.errors import Invalid
from .. import words
from ..messages import Written
from ..reasons.today import DUE
from .many import called, each, left

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ..reasons.taking import Taken

_HINT: Final = "An action, or an answer that is waited for, can be."


def later(ledger: Ledger, *, taken: Taken) -> Written:
    """Put things off to the day after they were due, tomorrow at the earliest, in one step.

    Raises `Invalid` where one of them has no day that could be moved.
    """
    days = each(ledger, taken.things, lambda kind, key: _later(ledger, kind, key))
    said = sorted({words.day(day, ledger.today()): day for day in days}.items(), key=lambda one: one[1])
    to = said[0][0] if len(said) == 1 else f"{said[0][0]} and later, each a day after it was due"
    return Written(f"⏾ {called(ledger, taken)}: put off to {to}" + left(ledger, taken), taken.key)


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
