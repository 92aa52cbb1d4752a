"""What an initiative brought about and who is credited for it, each as it chose to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..schema import AUDIENCES
from .exposed import Exposed, audience_of_document
from .narrowing import Narrowing
from .reader import entries
from .standing import optins_of

if TYPE_CHECKING:
    from .reader import Doc, Reader


@dataclass(frozen=True, slots=True)
class Credited:
    """A member credited for an output: the name to print, its part, and what it chose."""

    member: str
    name: str
    part: str | None
    alias: bool
    personal_capacity: bool
    visibility: str | None


@dataclass(frozen=True, slots=True)
class Aside:
    """A member that is not to be named, and why."""

    member: str
    why: str


@dataclass(frozen=True, slots=True)
class Output:
    """Something brought about and those credited for it, by name."""

    id: str
    what: str
    link: str | None
    on: str | None
    credited: list[Credited]


@dataclass(frozen=True, slots=True)
class Credit:
    """The outputs with those credited for each, all that are in and may be named, and who may not and why."""

    outputs: list[Output]
    members: list[Credited]
    aside: list[Aside]


def credit(reader: Reader, initiative: Doc, audience: str = "public") -> Credit:
    """Return the credit that an audience may be shown.

    A name is the one given with the credit, else the one that the member signs as, else its own; a member
    that is exposed goes by its alias. Who chose not to be known to the audience, withdrew, left its name out
    of the scope or has no alias to go by is set aside.
    """
    exposed = Exposed(reader, audience)
    words = Narrowing(exposed).text  # which may name a member that goes by its alias
    optins = {str(doc.get("member")): doc for doc in optins_of(reader, str(initiative.get("id")))}
    aside: dict[str, str] = {}
    given: dict[str, list[Credited]] = {}
    for name, entry in entries(initiative, "credits").items():
        output, _, key = name.partition(":")
        member = reader.book.key(key)
        one = _credited(exposed, member, optins.get(member), _narrowed(entry, words), aside)
        if one is not None:
            given.setdefault(output, []).append(one)
    outputs = [
        Output(
            key,
            words(str(part.get("what") or "")),
            part.get("link"),
            part.get("on"),
            _by_name(given.get(key, [])),
        )
        for key, part in entries(initiative, "outputs").items()
    ]
    members = [
        one
        for member, doc in optins.items()
        if doc.get("state") == "in" and (one := _credited(exposed, member, doc, {}, aside)) is not None
    ]
    return Credit(
        outputs=sorted(outputs, key=lambda one: (one.on or "9999", one.what, one.id)),
        members=_by_name(members),
        aside=[Aside(member, aside[member]) for member in sorted(aside)],
    )


def _credited(
    exposed: Exposed, member: str, optin: Doc | None, entry: Mapping[str, Any], aside: dict[str, str]
) -> Credited | None:
    doc = exposed.reader.get("member", member) or {}
    chosen: Doc = optin or {}
    masked = exposed.masked(doc)
    why = _why_not(exposed, doc, chosen, masked)
    if why is not None:
        aside[member] = why
        return None
    name = doc.get("alias") if masked else entry.get("name") or chosen.get("sign_as") or doc.get("name")
    return Credited(
        member,
        str(name or ""),
        entry.get("part"),
        masked,
        bool(chosen.get("personal_capacity")),
        (chosen.get("visibility") or "coalition") if optin else None,
    )


def _why_not(exposed: Exposed, member: Doc, optin: Doc, masked: bool) -> str | None:
    """Return why a member may not be named to the audience, `None` where it may."""
    if not member:
        return "no such member"
    if not exposed.may(str(member.get("audience") or AUDIENCES[0])):  # unlabelled, its opt-in says it all
        return "not to be known to these"
    if optin and not exposed.may(audience_of_document("optin", optin)):
        return "known to the coalition only" if optin.get("visibility") != "private" else "behind the scenes"
    if optin.get("state") in ("withdrawn", "declined"):
        return str(optin["state"])
    if optin.get("scope") and "name" not in optin["scope"]:
        return "its name may not be used"
    if masked and not member.get("alias"):
        return "at risk, without an alias"
    return None


def _narrowed(entry: Mapping[str, Any], words: Callable[[str], str]) -> dict[str, Any]:
    """Return a credit with its texts as the audience may read them."""
    return {name: words(part) if isinstance(part, str) else part for name, part in entry.items()}


def _by_name(found: list[Credited]) -> list[Credited]:
    return sorted(found, key=lambda one: (one.name, one.member))
