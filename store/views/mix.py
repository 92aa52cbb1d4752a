"""The sufficient mix of an initiative: whether it is reached, and what is missing, element by element."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ..errors import Invalid
from ..schema.needs import Need, need
from ..schema.text import fold
from .standing import PERSONAL, optins_of, standing

if TYPE_CHECKING:
    from .reader import Doc, Reader


@dataclass(frozen=True, slots=True)
class Element:
    """One line of the mix: how many there are, how many are needed, and so how many are missing."""

    what: str
    have: int
    need: int
    missing: int


@dataclass(frozen=True, slots=True)
class Aside:
    """A member that is in and doesn't count, and why."""

    member: str
    why: str


@dataclass(frozen=True, slots=True)
class Mix:
    """Whether all that an initiative needs is there. With nothing named as needed it is not reached."""

    elements: list[Element]
    reached: bool
    aside: list[Aside]


@dataclass(frozen=True, slots=True)
class _Counted:
    optin: Doc
    member: Doc


def mix(
    reader: Reader, initiative: Doc, today: date | None = None, optins: Sequence[Doc] | None = None
) -> Mix:
    """Return the mix of an initiative, counting the opt-ins that hold today.

    Those that are stale, lapsed, not in effect yet, whose condition failed or whose member has left don't
    count, and one in a personal capacity only for the role it fills. The initiative's *optins* needn't be
    looked up where they are known; those set aside then come in their order.
    """
    day = today or reader.today()
    counted: list[_Counted] = []
    roles: list[_Counted] = []
    aside: list[Aside] = []
    for optin in optins_of(reader, str(initiative.get("id"))) if optins is None else optins:
        if optin.get("state") != "in":
            continue
        why = standing(reader, optin, initiative, day)
        one = _Counted(optin, reader.get("member", str(optin.get("member"))) or {})
        if why is None:
            counted.append(one)
        else:
            aside.append(Aside(str(optin.get("member")), why))
        if why in (None, PERSONAL):
            roles.append(one)
    needs: dict[str, Any] = initiative.get("needs") or {}
    elements = [
        Element(what, have, number, max(0, number - have))
        for what, number in sorted(needs.items(), key=_order)
        for have in (_have(what, counted, roles),)
    ]
    return Mix(elements, bool(elements) and not any(e.missing for e in elements), aside)


def worded(what: str, number: int | None) -> str:
    """Return a line of the mix as people say it: `3 members`, `1 in the role of spokesperson`; raises `Invalid`."""
    wanted = need(what)
    if not number:
        return f"no {what} any more"
    if wanted.of is None:
        many = "members led by those affected" if wanted.what == "led-by" else wanted.what
        one = {"communities": "community"}.get(many, many.removesuffix("s"))
        return f"{number} {one.replace('members led', 'member led') if number == 1 else many}"
    who = "member" if number == 1 else "members"
    said = {
        "region": f"{who} in {wanted.of}",
        "community": f"{who} of the community {wanted.of}",
        "language": f"{who} speaking {wanted.of}",
        "led-by": f"{who} led by {wanted.of}",
        "role": f"in the role of {wanted.of}",
        "level": f"{who} at the level {wanted.of}",
        "kind": f"{who} of the kind {wanted.of}",
    }
    return f"{number} {said[wanted.what]}"


def _order(item: tuple[str, Any]) -> tuple[bool, str]:
    return item[0] != "members", item[0]


def _have(what: str, counted: Sequence[_Counted], roles: Sequence[_Counted]) -> int:
    """Return how many there are of what is needed; of what this version can't count, none."""
    try:
        wanted = need(what)
    except Invalid:
        return 0
    if wanted.what == "members":
        return len(counted)
    if wanted.what == "role":
        return sum(fold(str(wanted.of)) in _folded(one.optin.get("roles")) for one in roles)
    if wanted.of is None and wanted.what != "led-by":
        return len({value for one in counted for value in _folded(one.member.get(wanted.what))})
    return sum(_is(wanted, one) for one in counted)


def _is(wanted: Need, one: _Counted) -> bool:
    if wanted.what == "level":
        return one.optin.get("level") == wanted.of
    if wanted.what == "kind":
        return one.member.get("kind", "organisation") == wanted.of
    if wanted.what == "led-by":
        led = _folded(one.member.get("led_by"))
        return bool(led) if wanted.of is None else fold(wanted.of) in led
    plural = {"region": "regions", "community": "communities", "language": "languages"}[wanted.what]
    return fold(str(wanted.of)) in _folded(one.member.get(plural))


def _folded(values: Any) -> set[str]:
    return {fold(str(value)) for value in values or ()}
