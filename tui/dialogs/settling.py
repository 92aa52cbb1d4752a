"""What is asked where none of the answers to a question is to hold: another one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..messages import Written
from ..reasons.taking import Taken
from . import plans
from .plans import Ask, Plan

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.schema.field import Field

_YES = ("yes", "no")


def another(taken: Taken) -> Plan:
    """Return the form for another answer, which starts from the one under the cursor."""
    from ...store.views.crossed import parts_of

    answer = taken.first.thing
    it = answer.rivals
    fields = dict(parts_of(it.kind, it.register))
    return _together(it, answer.value, fields) if fields else _alone(it, answer.value)


def _together(it: Any, value: Any, fields: Mapping[str, Field]) -> Plan:
    """Return the form for what is stated together: what isn't touched stays as that answer has it."""
    from ...store.views.wording import part

    given = part(value)

    def prepare(ledger: Ledger) -> Mapping[str, str]:
        from ..reading.detail import shown

        there = {name: given[name] for name in fields if given.get(name) not in (None, [], {})}
        return {name: shown(ledger, fields[name], one) for name, one in there.items()}

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        said = {**given, **{name: _parsed(ledger, fields[name], text) for name, text in texts.items()}}
        return _settled(ledger, it, {name: one for name, one in said.items() if one is not None} or None)

    asks = tuple(plans.ask_of(field) for field in fields.values())
    return Plan(f"Another answer: {it.title}", it.kind, asks, write, prepare, checked=False, always=True)


def _alone(it: Any, value: Any) -> Plan:
    """Return the form for a single value, or for whether an element is there."""
    from ...store.schema import kind as kind_named

    name, slash, _ = it.register.partition("/")
    field = kind_named(it.kind).fields.get(name)
    element = bool(slash) and (field is None or field.map is None)

    def prepare(ledger: Ledger) -> Mapping[str, str]:
        from ..reading.detail import shown

        if element:
            return {"value": "yes" if value else "no"}
        empty = value in (None, [], {})
        return {"value": "" if empty else shown(ledger, field, value) if field else str(value)}

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        if "value" not in texts:
            return _settled(ledger, it, value)
        if element:
            return _settled(ledger, it, texts["value"] == "yes")
        return _settled(ledger, it, _parsed(ledger, field, texts["value"]) if field else texts["value"])

    if element:
        ask = Ask("value", it.field, "Whether it is there.", choices=_YES)
    else:
        ask = Ask("value", it.field, "Empty clears it.")
        ask = ask if field is None else plans.ask_of(field)._replace(name="value", required=False)
    return Plan(f"Another answer: {it.title}", it.kind, (ask,), write, prepare, checked=False, always=True)


def _parsed(ledger: Ledger, field: Field, text: str) -> Any:
    """Return what was typed for a field, `None` where that is nothing; raises `Invalid`, `NotFound`."""
    from ...store.verbs.fields import context

    if not text.strip():
        return None
    several = [one.strip() for one in text.split(",") if one.strip()] if field.many else text
    return field.parse(several, context(ledger))


def _settled(ledger: Ledger, it: Any, value: Any) -> Written:
    from ...store.verbs.settling import settle

    settle(ledger, it.kind, it.key, it.register, value=value)
    return Written(f"✓ settled by another answer: {it.title}\nu makes it several again.", it.key)
