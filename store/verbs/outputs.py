"""What an initiative brought about, and who is credited for it, each as it chose."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from ..errors import Ambiguous, Invalid, NotFound
from ..schema.text import fold
from ..views.reader import entries
from . import initiatives, references
from .done import Done
from .optins import key_of

if TYPE_CHECKING:
    from ..ledger import Ledger

_SHORTEST: Final = 4  # letters of an id, from which on a start of it names an output


def add(
    ledger: Ledger,
    key: str,
    what: str,
    *,
    link: str | None = None,
    on: str | None = None,
    note: str | None = None,
) -> tuple[Done, str]:
    """Record something an initiative brought about; return also the output's id. Raises `Invalid`, `NotFound`."""
    output = os.urandom(8).hex()
    values = {"outputs": {output: {"what": what, "link": link, "on": on}}}
    return initiatives.change(ledger, key, values, note=note), output


def remove(ledger: Ledger, key: str, output: str, note: str | None = None) -> Done:
    """Take an output out, with who was credited for it; raises `Invalid`, `NotFound`."""
    with ledger.writing():
        doc = ledger.read("initiative", key).doc
        output = find(ledger, doc, output)
        credits = {name: None for name in entries(doc, "credits") if name.partition(":")[0] == output}
        return initiatives.change(ledger, key, {"outputs": {output: None}, "credits": credits}, note=note)


def credit(
    ledger: Ledger,
    key: str,
    output: str,
    member: str,
    *,
    name: str | None = None,
    part: str | None = None,
    note: str | None = None,
) -> Done:
    """Credit a member for an output, by the name it signs with unless another is given.

    A member that takes part behind the scenes, or lets its name not be used, is credited only under a name that
    is given outright. Raises `Invalid`, `NotFound`.
    """
    with ledger.writing():
        doc = ledger.read("initiative", key).doc
        references.exists(ledger, ("member",), member)
        member = ledger.book.key(member)
        output = find(ledger, doc, output)
        chosen = name or _chosen(ledger, doc, member)
        values = {"credits": {f"{output}:{member}": {"name": chosen, **({"part": part} if part else {})}}}
        return initiatives.change(ledger, key, values, note=note)


def uncredit(ledger: Ledger, key: str, output: str, member: str, note: str | None = None) -> Done:
    """Take back that a member is credited for an output; raises `Invalid`, `NotFound`."""
    with ledger.writing():
        doc = ledger.read("initiative", key).doc
        output, member = find(ledger, doc, output), ledger.book.key(member)
        there = [
            name
            for name in entries(doc, "credits")
            if name.partition(":")[0] == output and ledger.book.key(name.partition(":")[2]) == member
        ]
        if not there:
            raise Invalid(
                f"{ledger.label('member', member)} isn't credited for it.",
                f"allied initiative show {ledger.label('initiative', doc['id'])} tells who is.",
            )
        return initiatives.change(ledger, key, {"credits": dict.fromkeys(there)}, note=note)


def find(ledger: Ledger, doc: Mapping[str, Any], output: str) -> str:
    """Return the id of the output that what it is, or a start of its id, names; raises `NotFound`, `Ambiguous`."""
    there = entries(doc, "outputs")
    wanted = output.strip()
    found = [one for one, part in there.items() if fold(str(part.get("what", ""))) == fold(wanted)]
    if not found and len(wanted) >= _SHORTEST:
        found = [one for one in there if one.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"{one[:4]} ({part.get('what')})" for one, part in sorted(there.items()))
    if not there:
        raise NotFound(
            f"{doc.get('title')} has no outputs yet.",
            f"allied initiative credit {ledger.label('initiative', doc['id'])} --output WHAT adds one.",
        )
    if found:
        raise Ambiguous(f"{output} could be any of {len(found)} outputs.", f"There are {listed}.")
    raise NotFound(f"{doc.get('title')} has no output {output}.", f"There are {listed}.")


def _chosen(ledger: Ledger, doc: Mapping[str, Any], member: str) -> str:
    """Return the name that a member chose to be credited by; raises `Invalid` where it chose not to be."""
    who = ledger.get("member", member) or {}
    optin = ledger.get("optin", key_of(ledger, doc["id"], member)) or {}
    label = ledger.label("member", member)
    if optin.get("visibility") == "private":
        raise Invalid(f"{label} takes part behind the scenes.", "If it agreed to be named, give --as NAME.")
    if optin.get("scope") and "name" not in optin["scope"]:
        raise Invalid(f"{label} lets its name not be used.", "If it agreed to be named, give --as NAME.")
    if who.get("exposure") == "at-risk":
        if not who.get("alias"):
            raise Invalid(
                f"{label} is at risk and has no alias to be credited by.", "Give --as NAME, as it chose."
            )
        return str(who["alias"])
    return str(optin.get("sign_as") or who.get("name"))
