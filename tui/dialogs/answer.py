"""What is asked of an answer to an initiative: the state, the terms, and the proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from .. import words
from ..doing.many import counted, each, left
from ..messages import Written
from ..reasons.taking import Taken
from .plans import Ask, Plan, asks, raw, read_back

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ..reasons.taking import Taken

# What each answer is asked for, in the order in which people say it; all of it may stay as it is.
_ASKED: Final[dict[str, tuple[str, ...]]] = {
    "in": (
        "visibility", "level", "given_by", "method", "evidence", "scope", "terms", "roles", "valid_until",
        "sign_as", "condition", "personal_capacity", "authority", "effective", "ask", "ask_language", "note",
    ),
    "declined": ("reason_kind", "reason", "given_by", "authority", "method", "evidence", "effective", "note"),
    "withdrawn": ("reason_kind", "reason", "given_by", "authority", "method", "evidence", "effective", "note"),
    "asked": ("method", "asker", "expected_by", "note"),
    "planned": ("asker", "level", "note"),
    "considering": ("expected_by", "reason", "note"),
}  # fmt: skip
_TITLES: Final = {
    "in": "{member} is in", "declined": "{member} declines", "withdrawn": "{member} withdraws",
    "asked": "{member} was asked", "planned": "Ask {member}", "considering": "{member} considers it",
}  # fmt: skip


def answering(state: str, member: str, initiative: str, name: str, title: str) -> Plan:
    """Return the form for a member's answer to an initiative; with nothing filled in, it is the usual one."""
    kept = {ask.name: ask for ask in asks("optin")}
    found = _parts()
    wanted = tuple(kept.get(one) or found[one] for one in _ASKED[state] if one in kept or one in found)

    def prepare(ledger: Ledger) -> Mapping[str, str]:
        from ...store.verbs import optins

        doc = ledger.get("optin", optins.key_of(ledger, initiative, member)) or {}
        if doc.get("state") != state:
            return {}
        return {ask.name: read_back(ledger, "optin", ask.name, doc) for ask in wanted if ask.name in doc}

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs.fields import parse_fields

        return record(ledger, state, member, initiative, parse_fields(ledger, "optin", raw("optin", texts)))

    heading = f"{_TITLES[state].format(member=name)} · {title}" if title else name
    return Plan(heading, "optin", wanted, write, prepare, always=True)


def reconfirming(taken: Taken) -> Plan:
    """Return the form by which a member in view stands by its opt-in; what proved it before is asked anew."""
    doc = taken.first.doc or {}
    plan = answering("in", str(doc.get("member")), str(doc.get("initiative")), "It stands by its opt-in", "")

    def prepare(ledger: Ledger) -> Mapping[str, str]:
        held = ledger.get("optin", str(doc.get("id"))) or {}
        return {"valid_until": read_back(ledger, "optin", "valid_until", held)}

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import reconfirming
        from ...store.verbs.fields import parse_fields

        values = parse_fields(ledger, "optin", raw("optin", texts))
        done = reconfirming.reconfirm(ledger, str(doc.get("member")), str(doc.get("initiative")), values)
        return Written(f"✓ {ledger.label('member', str(doc.get('member')))} stands by it", done.key)

    return replace(plan, prepare=prepare, write=write)


def judging(taken: Taken) -> Plan:
    """Return the form that says of each condition of an opt-in whether it is met."""
    doc = taken.first.doc or {}
    key, terms = str(doc.get("id")), list(doc.get("terms") or ())
    open_ = [str(term.get("text")) for term in terms if term.get("state", "open") == "open"]

    def write(ledger: Ledger, texts: Mapping[str, str]) -> Written:
        from ...store.verbs import optins

        judged = {text: texts[str(n)] for n, text in enumerate(open_) if texts.get(str(n))}
        with ledger.writing():
            held = ledger.read("optin", key).doc.get("terms") or ()
            said = [{**one, "state": judged.get(one["text"], one.get("state", "open"))} for one in held]
            optins.change(ledger, key, {"terms": said})
        return Written(f"✓ {words.count(len(judged), 'condition')} judged", key)

    one = len(open_) == 1
    asked = tuple(
        Ask(
            str(n),
            "condition" if one else f"condition {n + 1}",
            text,
            choices=("met", "failed"),
            example="open",
        )
        for n, text in enumerate(open_)
    )
    title = f"Is it met? {open_[0]}" if one else "Which of the conditions are met?"
    return Plan(title, "optin", asked, write, checked=False)


def record(
    ledger: Ledger, state: str, member: str, initiative: str, values: Mapping[str, object] | None = None
) -> Written:
    """Record an answer by the store's own verb, and say so."""
    from ...store.verbs import optins

    verb = {
        "in": optins.record, "declined": optins.decline, "withdrawn": optins.withdraw, "asked": optins.ask,
        "planned": optins.plan, "considering": optins.consider,
    }[state]  # fmt: skip
    done = verb(ledger, member, initiative, dict(values or {}))
    who, what = ledger.label("member", member), ledger.label("initiative", initiative)
    if not done.changed:
        return Written("It is so already: nothing was written.", done.key)
    return Written(f"✓ {who}: {state} on {what}", done.key)


def recorded(ledger: Ledger, *, taken: Taken, state: str) -> Written:
    """Record the same answer to some opt-ins as one step, and say so."""

    def one(_: str, key: str) -> Written:
        doc = ledger.get("optin", key) or {}
        return record(ledger, state, str(doc.get("member")), str(doc.get("initiative")))

    said = each(ledger, taken.things, one)
    told = f"✓ {counted(taken)}: {state}" if taken.many else said[0].words
    return Written(told + left(ledger, taken), taken.key)


def _parts() -> dict[str, Ask]:
    """Return what can be asked of the parts that an answer is stated with."""
    from ...store.schema import kind as kind_named

    found: dict[str, Ask] = {}
    for field in kind_named("optin").fields.values():
        if field.record and field.name != "state":
            found[field.name] = Ask(
                field.name, field.label, field.help, False, () if field.many else field.words, field.kinds,
                example="commas between several" if field.many else "",
            )  # fmt: skip
    return found
