"""Opt-ins: what each member agreed to, on what terms, and how it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..errors import Invalid
from ..schema import keys
from ..schema import kind as kind_named
from . import references, writing
from .carrying import carrying
from .done import Done
from .drafting import Values, refuse_unless
from .initiatives import current_ask

if TYPE_CHECKING:
    from ..ledger import Ledger, Snapshot

# An answer is one statement with its proof: a new one says nothing of the old but what carries over here.
_CARRIED: Final = {
    "planned": ("level", "scope", "terms", "sign_as"),
    "asked": ("level", "scope", "terms", "sign_as"),
    "considering": ("level", "scope", "terms", "sign_as", "ask", "ask_language"),
    "in": ("level", "scope", "terms", "sign_as", "personal_capacity", "ask", "ask_language"),
    "declined": ("ask", "ask_language"),
    "withdrawn": ("ask", "ask_language"),
}
_PROOF: Final = ("given_by", "authority", "method", "evidence", "effective")
_REFUSING: Final = ("declined", "withdrawn")


def add(ledger: Ledger, values: Values, note: str | None = None) -> Done:
    """Record an opt-in in the state that *values* give, `planned` where they give none."""
    given = dict(values)
    member, initiative = given.pop("member", None), given.pop("initiative", None)
    if not member or not initiative:
        raise Invalid("An opt-in is of one member to one initiative.", "Name both.")
    return _state(ledger, member, initiative, given.pop("state", None) or "planned", given, note)


def plan(ledger: Ledger, member: str, initiative: str, values: Values | None = None) -> Done:
    """Plan to ask a member; raises `Invalid`, also where it was asked already, and `NotFound`."""
    return _state(ledger, member, initiative, "planned", values)


def ask(ledger: Ledger, member: str, initiative: str, values: Values | None = None) -> Done:
    """Record that a member was asked, and which wording of the ask it was shown."""
    return _state(ledger, member, initiative, "asked", values)


def consider(ledger: Ledger, member: str, initiative: str, values: Values | None = None) -> Done:
    """Record that a member is thinking about it."""
    return _state(ledger, member, initiative, "considering", values)


def record(ledger: Ledger, member: str, initiative: str, values: Values | None = None) -> Done:
    """Record that a member is in, unasked or not; with nothing said, on the usual terms.

    Of a member that is in already it records that it stands by it, to the words that hold now;
    else to those it was asked with.
    """
    return _state(ledger, member, initiative, "in", values)


def decline(ledger: Ledger, member: str, initiative: str, values: Values | None = None) -> Done:
    """Record that a member declined, and why if it said so."""
    return _state(ledger, member, initiative, "declined", values)


def withdraw(ledger: Ledger, member: str, initiative: str, values: Values | None = None) -> Done:
    """Record that a member withdrew: in one step, always allowed, no reason needed."""
    return _state(ledger, member, initiative, "withdrawn", values)


def change(
    ledger: Ledger, key: str, values: Values, seen: Snapshot | None = None, note: str | None = None
) -> Done:
    """Change what is kept beside the answer, or a part of the answer that leaves its state."""
    with ledger.writing():
        view = seen or ledger.read("optin", key)
        state = view.doc.get("state")
        for name in ("member", "initiative"):
            same = name not in values or ledger.book.key(values[name] or "") == view.doc.get(name)
            refuse_unless(same, f"The {name} of an opt-in stays.", "Record another opt-in.")
        if values.get("state", state) != state:
            member, initiative = view.doc["member"], view.doc["initiative"]
            rest = {
                name: value for name, value in values.items() if name not in ("member", "initiative", "state")
            }
            return _state(ledger, member, initiative, values["state"], rest, note)
        _check_reason(str(state), values)
        return writing.change(ledger, "optin", key, values, seen=seen, note=note)


def key_of(ledger: Ledger, initiative: str, member: str) -> str:
    """Return the key of a member's opt-in: of the one there is, where either has more records than one."""
    for one in _records(ledger, initiative):
        for other in _records(ledger, member):
            key = keys.optin_key(one, other)
            if ledger.get("optin", key) is not None:
                return ledger.book.key(key)
    return keys.optin_key(ledger.book.key(initiative), ledger.book.key(member))


def _records(ledger: Ledger, key: str) -> list[str]:
    top = ledger.book.key(key)
    return list(dict.fromkeys([top, key, *ledger.book.records(top)]))


def _state(
    ledger: Ledger, member: str, initiative: str, state: str, values: Values | None, note: str | None = None
) -> Done:
    given = {name: value for name, value in (values or {}).items() if value is not None}
    with ledger.writing():
        references.exists(ledger, ("member",), member)
        references.exists(ledger, ("initiative",), initiative)
        member, initiative = ledger.book.key(member), ledger.book.key(initiative)
        _check_reason(state, given)
        _check_who(ledger, member, initiative, state)
        key = key_of(ledger, initiative, member)
        before = ledger.get("optin", key) or {}
        if state not in ("planned", "asked"):
            given = carrying(ledger, given)
        parts: dict[str, Any] = {**_answer(ledger, initiative, state, before, given), **given, "state": state}
        parts |= _beside(ledger, initiative, state, before, given)
        if not before:
            parts |= {"initiative": initiative, "member": member}
            return writing.add(ledger, "optin", parts, key=key, note=note)
        if not before.get("initiative") or not before.get("member"):  # the step that said so was taken back
            parts |= {"initiative": initiative, "member": member}
        return writing.change(ledger, "optin", key, parts, note=note, any_move=state == "withdrawn")


def _answer(ledger: Ledger, initiative: str, state: str, before: Values, given: Values) -> dict[str, Any]:
    """Return every part of the answer: what carries over, what the initiative sets, and nothing else."""
    names = tuple(kind_named("optin").records["answer"].fields)
    again = before.get("state") == state
    kept = names if again else _CARRIED.get(state, ())
    parts: dict[str, Any] = {name: before.get(name) if name in kept else None for name in names}
    doc = ledger.get("initiative", initiative) or {}
    if state == "in" and not parts["scope"]:
        parts["scope"] = doc.get("default_scope")
    if "ask" not in given and (state == "asked" or (state == "in" and (again or not parts["ask"]))):
        shown = current_ask(doc, given.get("ask_language"))
        if shown is not None and shown[0] != parts["ask"]:
            parts |= dict.fromkeys(_PROOF)  # what proved agreement to other words proves nothing of these
            parts["ask"], parts["ask_language"] = shown
    if again and (parts["valid_until"] or "9999") < ledger.today().isoformat():
        parts["valid_until"] = None
    return parts


def _beside(ledger: Ledger, initiative: str, state: str, before: Values, given: Values) -> dict[str, Any]:
    """Return what is kept beside the answer and has to start somewhere: who asks, and who may know of it."""
    found: dict[str, Any] = {}
    if state in ("planned", "asked") and not before.get("asker") and not given.get("asker") and ledger.me():
        found["asker"] = ledger.me()
    if not before.get("visibility") and not given.get("visibility"):
        visibility = (ledger.get("initiative", initiative) or {}).get("default_visibility")
        if visibility:
            found["visibility"] = visibility
    return found


def _check_reason(state: str, values: Values) -> None:
    if values.get("reason_kind") and state not in _REFUSING:
        raise Invalid(
            f"A reason kind says why a member said no; here it is {state}.",
            "Leave it out, or record that it declined or withdrew.",
        )


def _check_who(ledger: Ledger, member: str, initiative: str, state: str) -> None:
    if state in _REFUSING:
        return
    who, what = ledger.get("member", member) or {}, ledger.get("initiative", initiative) or {}
    refuse_unless(
        who.get("status") != "left",
        f"{who.get('name')} has left the coalition; it can only decline or withdraw.",
        f"allied member set {ledger.label('member', member)} --status active, if it is back.",
    )
    refuse_unless(
        what.get("stage") != "closed" or state not in ("planned", "asked"),
        f"{what.get('title')} is closed; nobody is asked any more.",
        f"allied initiative set {ledger.label('initiative', initiative)} --stage closing, to open it again.",
    )
