"""What one entry recorded: the verb and what follows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from ..schema import kind as kind_named
from .decided import decision
from .initiated import initiative
from .met import meeting
from .opted import optin
from .wording import because, by_name, called, is_new, listed, part, parted, person, quoted, short, value_said

if TYPE_CHECKING:
    from ..journal.entry import Entry
    from .reader import Reader

_SAID_EACH: Final = 2
_STATUS: Final = {
    "todo": "is still to be done",
    "doing": "is being done",
    "blocked": "is blocked",
    "done": "is done",
    "dropped": "won't be done",
}
# What a document is made to do with others, and no longer to do.
_LINKS: Final = {
    ("action", "waits_on"): ("wait on", "no longer wait on"),
    ("decision", "supersedes"): ("take the place of", "no longer take the place of"),
}
_STANDING: Final = {
    "prospect": "might join",
    "active": "is active",
    "paused": "pauses",
    "left": "has left the coalition",
}


def phrase(reader: Reader, entry: Entry) -> str:
    """Return what an entry did, without who did it."""
    particular = _PARTICULAR.get(entry.kind)
    said = particular(reader, entry) if particular else None
    return (
        said
        or _comment(reader, entry)
        or _same(reader, entry)
        or _linked(reader, entry)
        or _renamed(reader, entry)
        or general(reader, entry)
    )


def general(reader: Reader, entry: Entry) -> str:
    """Return what an entry set, field by field where there are few."""
    name = called(reader, entry.kind, entry.key, entry.set)
    if is_new(entry):
        return f"added the {kind_named(entry.kind).noun} {name}"
    said = [_set(reader, entry.kind, register, value) for register, value in entry.set.items()]
    said.sort(key=lambda one: (one[1].partition(" the ")[2] or one[1], one))
    if len(said) <= _SAID_EACH:
        return listed(f"{verb} {what} of {name}{rest}" for verb, what, rest in said) or f"touched {name}"
    fields = listed(dict.fromkeys(_label(entry.kind, register) for register in sorted(entry.set)))
    return f"changed {fields} of {name}"


def _set(reader: Reader, kind: str, register: str, value: Any) -> tuple[str, str, str]:
    """Return verb, what and the rest of what setting one register says."""
    field, element = parted(register)
    label = _label(kind, register)
    known = kind_named(kind).fields.get(field)
    if element and known is not None and known.many:
        said = value_said(reader, kind, field, element)
        return (
            ("took", f"{said} out of the {label}", "")
            if value is None
            else ("added", f"{said} to the {label}", "")
        )
    if value is None:
        return "cleared", f"the {label}", ""
    if element or (known is not None and isinstance(value, dict) and known.type.name == "record"):
        return "changed", f"the {label}", ""
    return "changed", f"the {label}", f" to {value_said(reader, kind, field, value)}"


def _label(kind: str, register: str) -> str:
    field = parted(register)[0]
    known = kind_named(kind).fields.get(field)
    return known.label if known else field.replace("_", " ")


def _comment(reader: Reader, entry: Entry) -> str | None:
    said = [value for register, value in entry.set.items() if register.startswith("comments/")]
    if len(said) != len(entry.set) or not said:
        return None
    if said[0] is None:
        return f"took a comment on {_subject(reader, entry)} back"
    return f"commented on {_subject(reader, entry)}{because(part(said[0]).get('text'))}"


def _subject(reader: Reader, entry: Entry) -> str:
    if entry.kind != "optin":
        return called(reader, entry.kind, entry.key, entry.set)
    doc = reader.get("optin", entry.key) or {}
    member = called(reader, "member", doc.get("member"))
    return f"the opt-in of {member} to {called(reader, 'initiative', doc.get('initiative'))}"


def _same(reader: Reader, entry: Entry) -> str | None:
    if set(entry.set) != {"same"}:
        return None
    one = called(reader, entry.kind, entry.key)
    if entry.set["same"] is None:
        return f"recorded that {one} is a {entry.kind} of its own"
    return f"made two records of {one} one"


def _linked(reader: Reader, entry: Entry) -> str | None:
    """Return what an entry says that only has a document wait on others, or take their place."""
    fields = {parted(register)[0] for register in entry.set}
    if len(fields) != 1 or (how := _LINKS.get((entry.kind, fields.pop()))) is None:
        return None
    name = called(reader, entry.kind, entry.key)
    said: list[str] = []
    for form, gone in zip(how, (False, True), strict=True):
        others = [parted(register)[1] for register, value in entry.set.items() if (value is None) == gone]
        if others:
            named = listed(by_name(called(reader, entry.kind, other) for other in others))
            said.append(f"made {name} {form} {named}")
    return listed(said)


def _renamed(reader: Reader, entry: Entry) -> str | None:
    schema = kind_named(entry.kind)
    if len(entry.set) != 1 or is_new(entry) or not any(entry.set.get(name) for name in schema.title_fields):
        return None
    name, value = next(iter(entry.set.items()))
    noun = schema.noun
    article = "an" if noun[0] in "aeio" else "a"
    called_ = quoted(value) if entry.kind in ("action", "decision", "meeting") else short(value)
    return f"renamed {article} {noun} to {called_}" if name in ("name", "title", "question") else None


def _member(reader: Reader, entry: Entry) -> str | None:
    name = called(reader, "member", entry.key, entry.set)
    status = entry.set.get("status")
    if is_new(entry):
        return f"added the member {name}{', a prospect' if status == 'prospect' else ''}"
    if status and set(entry.set) <= {"status", "left", "joined"}:
        return f"recorded that {name} {_STANDING.get(str(status), f'is {status}')}"
    return None


def _contact(reader: Reader, entry: Entry) -> str | None:
    if not is_new(entry):
        return None
    name, member = called(reader, "contact", entry.key, entry.set), entry.set.get("member")
    where = f"at {called(reader, 'member', member)}" if member else "of the coordination"
    return f"added the contact {name} {where}"


def _group(reader: Reader, entry: Entry) -> str | None:
    if is_new(entry) or len(entry.set) != 1:
        return None
    (register, value), name = next(iter(entry.set.items())), called(reader, "group", entry.key)
    field, member = parted(register)
    if field != "members":
        return None
    who = called(reader, "member", member)
    return (
        f"took {who} out of {name}" if value is None else f"put {who} in {name} as {part(value).get('role')}"
    )


def _action(reader: Reader, entry: Entry) -> str | None:
    name = called(reader, "action", entry.key, entry.set)
    done = entry.set
    if is_new(entry):
        return f"added the action {name}{_for(reader, done)}{_by(done)}"
    if done.get("status") == "blocked" and len(done) > 1:
        return _blocked(reader, name, done)
    if set(done) == {"status"} and done["status"]:
        return f"recorded that {name} {_STATUS.get(str(done['status']), str(done['status']))}"
    if set(done) <= {"owner", "assignee"} and any(done.values()):
        return f"gave {name} to {_who(reader, done)}"
    if set(done) == {"due"} and done["due"]:
        return f"set {name} to be done by {done['due']}"
    return None


def _blocked(reader: Reader, name: str, values: Mapping[str, Any]) -> str | None:
    """Return that an action is blocked, by what and why; `None` where more than that was said."""
    others: list[str] = []
    why = ""
    for register, value in values.items():
        field, element = parted(register)
        if field == "waits_on" and value is not None:
            others.append(called(reader, "action", element))
        elif field == "comments":
            why = because(part(value).get("text"))
        elif field != "status":
            return None
    waiting = f", waiting on {listed(by_name(others))}" if others else ""
    return f"recorded that {name} is blocked{waiting}{why}"


def _for(reader: Reader, values: Mapping[str, Any]) -> str:
    who = _who(reader, values)
    what = called(reader, "initiative", values["initiative"]) if values.get("initiative") else ""
    return (f" for {who}" if who else "") + (f", within {what}" if what else "")


def _who(reader: Reader, values: Mapping[str, Any]) -> str:
    owner, assignee = values.get("owner"), values.get("assignee")
    if owner and assignee:
        return f"{person(reader, assignee)} at {called(reader, 'member', owner)}"
    return person(reader, assignee) if assignee else called(reader, "member", owner) if owner else ""


def _by(values: Mapping[str, Any]) -> str:
    return f", by {values['due']}" if values.get("due") else ""


def _coalition(reader: Reader, entry: Entry) -> str | None:
    name = entry.set.get("name")
    if name and not entry.over:
        return f"started the ledger of {name}"
    return f"named the coalition {name}" if name and len(entry.set) == 1 else None


def _writer(reader: Reader, entry: Entry) -> str | None:
    name = entry.set.get("name")
    return f"is who writes from this clone, as {quoted(name)}" if name else None


_PARTICULAR: Final[Mapping[str, Callable[[Reader, Entry], str | None]]] = {
    "member": _member,
    "contact": _contact,
    "group": _group,
    "initiative": initiative,
    "optin": optin,
    "action": _action,
    "decision": decision,
    "meeting": meeting,
    "coalition": _coalition,
    "writer": _writer,
}
