"""Hours promised against hours owed: what each member can give, what it has taken on, and who is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from . import times
from .present import Names
from .shares import Share

if TYPE_CHECKING:
    from .reader import Doc, Reader

OPEN: Final = ("todo", "doing", "blocked")


@dataclass(frozen=True, slots=True)
class Load:
    """A member's hours: `promised` a month, `owed` in open actions that were estimated, how many were not.

    `over` is `None` where it promised no number of hours. The load of nobody is that of actions without an
    owner.
    """

    member: str | None
    member_handle: str | None
    promised: int | None
    owed: int
    over: bool | None
    actions: int
    not_estimated: int
    not_estimated_share: Share


@dataclass(frozen=True, slots=True)
class Workload:
    """The load of each member that promised or owes anything, the fullest first; of nobody; and of all."""

    members: list[Load]
    nobody: Load
    total: Load


def workload(reader: Reader, *, until: date | None = None) -> Workload:
    """Return the hours promised and owed; with *until* only by actions due by then, or on no day."""
    by: dict[str | None, list[Doc]] = {}
    for doc in reader.table("action").values():
        due = times.day(doc.get("due"))
        if doc.get("status", "todo") in OPEN and (until is None or due is None or due <= until):
            by.setdefault(doc.get("owner"), []).append(doc)
    names = Names(reader, True).of(("member",))
    members = reader.table("member")
    nobody = _load(None, None, None, by.pop(None, []))
    promising = [k for k, doc in members.items() if doc.get("status") != "left" and _promised(doc)]
    loads = [
        _load(str(key), names[str(key)], _promised(members.get(str(key), {})), by.get(key, []))
        for key in dict.fromkeys([*by, *promising])
    ]
    return Workload(
        members=sorted(loads, key=lambda one: (*_fullness(one), one.member_handle or "", one.member or "")),
        nobody=nobody,
        total=_total([*loads, nobody]),
    )


def load(reader: Reader, member: str) -> Load:
    """Return the load of one member."""
    owned = [
        doc
        for doc in reader.naming("action", ("owner",), member).values()
        if doc.get("status", "todo") in OPEN
    ]
    return _load(member, reader.label("member", member), _promised(reader.get("member", member) or {}), owned)


def late(reader: Reader, today: date) -> dict[str | None, int]:
    """Return how many open actions of each owner, and of nobody, were due before a day."""
    found: dict[str | None, int] = {}
    for doc in reader.table("action").values():
        due = times.day(doc.get("due"))
        if doc.get("status", "todo") in OPEN and due is not None and due < today:
            owner: str | None = doc.get("owner")
            found[owner] = found.get(owner, 0) + 1
    return found


def _promised(member: Doc) -> Any:
    return member.get("capacity")


def _load(member: str | None, handle: str | None, promised: int | None, actions: Sequence[Doc]) -> Load:
    hours = [int(doc["hours"]) for doc in actions if doc.get("hours") is not None]
    missing = len(actions) - len(hours)
    owed = sum(hours)
    over = None if promised is None else owed > promised
    return Load(member, handle, promised, owed, over, len(actions), missing, (missing, len(actions)))


def _total(loads: Sequence[Load]) -> Load:
    said = [one.promised for one in loads if one.promised is not None]
    promised, owed = sum(said) if said else None, sum(one.owed for one in loads)
    actions, missing = sum(one.actions for one in loads), sum(one.not_estimated for one in loads)
    over = None if promised is None else owed > promised
    return Load(None, None, promised, owed, over, actions, missing, (missing, actions))


def _fullness(load: Load) -> tuple[int, float]:
    """Return a sort key: who is over by most first, then who has promised nothing, then the others."""
    if load.promised is None:
        return 1, -load.owed
    return (0 if load.over else 2), load.promised - load.owed
