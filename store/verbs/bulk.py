"""Planning to ask, or asking, many members at once: all of it known before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from ..errors import Invalid
from ..views import times
from . import optins, references
from .trial import trial

if TYPE_CHECKING:
    from ..ledger import Ledger, Step

_VERBS: Final = {"planned": optins.plan, "asked": optins.ask}


@dataclass(frozen=True, slots=True)
class Row:
    """What would become of one member: written, or left as it is and why; and what speaks against it."""

    member: str
    name: str
    what: Literal["write", "same", "refused"]
    reason: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a bulk step would do."""

    initiative: str
    state: Literal["planned", "asked"]
    values: Mapping[str, Any]
    rows: tuple[Row, ...]

    def count(self, what: str) -> int:
        """Return how many rows come to *what*."""
        return sum(row.what == what for row in self.rows)


def plan(
    ledger: Ledger,
    initiative: str,
    members: Sequence[str],
    state: Literal["planned", "asked"],
    values: Mapping[str, Any] | None = None,
) -> Plan:
    """Return what planning to ask, or asking, these members would do; raises `NotFound`. Nothing is written.

    A member whose sign-off takes longer than there is time gets a warning.
    """
    given = dict(values or {})
    with ledger.writing():
        references.exists(ledger, ("initiative",), initiative)
        for member in members:
            references.exists(ledger, ("member",), member)
        keys = list(dict.fromkeys(ledger.book.key(member) for member in members))
        rows = trial(ledger, lambda: tuple(_row(ledger, initiative, key, state, given) for key in keys))
    return Plan(initiative, state, given, rows)


def apply(ledger: Ledger, planned: Plan) -> Step:
    """Write the rows of a plan that are to be written, as one step; those refused are left out.

    Raises `Invalid`, and writes nothing, where one of them can't be written any more.
    """
    verb = _VERBS[planned.state]
    with ledger.batch() as batch:
        for row in planned.rows:
            if row.what == "write":
                try:
                    verb(ledger, row.member, planned.initiative, planned.values)
                except Invalid as error:
                    raise Invalid(f"{row.name}: {error.message}", error.hint) from None
    return batch.step


def _row(ledger: Ledger, initiative: str, member: str, state: str, values: Mapping[str, Any]) -> Row:
    name = ledger.label("member", member)
    try:
        done = _VERBS[state](ledger, member, initiative, values)
    except Invalid as error:
        return Row(member, name, "refused", error.message)
    if not done.changed:
        return Row(member, name, "same", f"It is {state} already.")
    return Row(member, name, "write", None, tuple(_warnings(ledger, initiative, member)))


def _warnings(ledger: Ledger, initiative: str, member: str) -> Iterator[str]:
    who, what = ledger.get("member", member) or {}, ledger.get("initiative", initiative) or {}
    today, needs = ledger.today(), who.get("sign_off_days")
    if who.get("status") == "paused":
        yield "It is paused."
    for field, said in (("sign_by", "members must sign"), ("soft_sign_by", "members should sign")):
        day = times.day(what.get(field))
        if day is None:
            continue
        left = (day - today).days
        if left < 0:
            yield f"The day that {said} by was {day.isoformat()}."
        elif needs is not None and needs > left:
            yield f"Its approvals take {times.days(needs)}; {said} by {day.isoformat()}, in {times.days(left)}."
        else:
            continue
        return
