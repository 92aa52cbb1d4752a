"""What forms ask of actions: all fields of a new one, who is to do it, what holds it up; of one or of many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .. import words
from ..doing.many import called, counted, each, left
from ..messages import Written
from . import plans
from .plans import Ask, Plan

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ..reasons.taking import Taken


def filled(line: str, about: Mapping[str, Any]) -> Plan:
    """Return the form for a new action, with what a line says of it filled in, and what couldn't be read told."""
    plan = plans.adding("action")
    unread: list[str] = []

    def prepare(ledger: Ledger) -> Mapping[str, str]:
        from ...store.exchange.quick import read

        quick = read(ledger, line)
        unread[:] = [f"✗ {one.text}: {one.fault} {one.hint}".rstrip() for one in quick.faults]
        doc = {**about, **quick.values, "title": quick.title}
        names = {ask.name for ask in plan.asks}
        return {name: plans.read_back(ledger, "action", name, doc) for name in doc if name in names}

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        return plan.write(ledger, {**prepare(ledger), **texts})

    return replace(plan, prepare=prepare, write=write, always=True, unread=lambda: "\n".join(unread))


def giving(taken: Taken) -> Plan:
    """Return the form that gives actions to a member or a contact, or takes them from all."""

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import working

        said = texts.get("to", "").strip()
        to = None if said in ("", "none") else ledger.find(("contact", "member"), said)[1]
        done = each(ledger, taken.things, lambda _, key: working.assign(ledger, key, to))
        who = _who(ledger, done[0].doc) if to else "nobody"
        return Written(f"✓ {called(ledger, taken)}: given to {who}" + left(ledger, taken), taken.key)

    ask = Ask("to", "to", "A member or a person; none takes it from all.", True, kinds=("member", "contact"),
              example="a name or handle")  # fmt: skip
    return Plan(f"Give {counted(taken)} to", "action", (ask,), write, checked=False, blank=True)


def blocking(taken: Taken) -> Plan:
    """Return the form that says what keeps actions from being done."""

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import working

        others = [ledger.find("action", part)[1] for part in _parts(texts.get("others", ""))]
        reason = texts.get("reason", "").strip() or None
        each(ledger, taken.things, lambda _, key: working.block(ledger, key, reason, others))
        said = f"{words.STATUS['blocked'].text}: {called(ledger, taken)}"
        return Written(said + left(ledger, taken), taken.key)

    asks = (
        Ask("reason", "what", "What keeps it from being done; kept as a comment.", example="optional"),
        Ask("others", "waits on", "Actions that come first.", kinds=("action",),
            example="titles or ids, commas between several"),
    )  # fmt: skip
    return Plan(
        f"What blocks {counted(taken)}?", "action", asks, write, checked=False, always=True, blank=True
    )


def waiting(key: str) -> Plan:
    """Return the form for what an action waits on: what is taken out there, it waits on no more."""

    def prepare(ledger: Ledger) -> Mapping[str, str]:
        held = (ledger.get("action", key) or {}).get("waits_on") or ()
        return {"others": ", ".join(ledger.label("action", other) for other in held)}

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import working

        before = [ledger.book.key(one) for one in (ledger.get("action", key) or {}).get("waits_on") or ()]
        wanted = [ledger.find("action", part)[1] for part in _parts(texts.get("others", ""))]
        working.wait_on(ledger, key, wanted, [one for one in before if one not in wanted])
        others = ", ".join(ledger.label("action", one) for one in wanted) or "nothing"
        return Written(f"✓ {ledger.label('action', key)} waits on {others}", key)

    ask = Ask("others", "waits on", "Actions that come first; a circle is refused.", kinds=("action",),
              example="titles or ids, commas between several")  # fmt: skip
    return Plan("What does it wait on?", "action", (ask,), write, prepare, checked=False)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _who(ledger: Ledger, doc: Mapping[str, Any]) -> str:
    kind = "contact" if doc.get("assignee") else "member"
    key = doc.get("assignee") or doc.get("owner")
    return ledger.label(kind, str(key)) if key else "nobody"
