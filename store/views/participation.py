"""Who was asked, who spoke and who dissented, member by member, and each community beside all members."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ..schema.decision import OBJECTIONS
from ..schema.text import fold
from .chase import ANSWERED, SILENT, asked
from .present import Names
from .reader import entries, listed
from .seen import Seen
from .shares import Share

if TYPE_CHECKING:
    from .reader import Reader

_MET: Final = ("addressed", "accommodated")
_COUNTED: Final = (
    "asked",
    "stated",
    "dissented",
    "heard",
    "unasked",
    "invited",
    "replied",
    "joined",
    "unprompted",
)


@dataclass(frozen=True, slots=True)
class Part:
    """A member's part in decisions (`asked` to `unasked`) and in opt-ins (`invited` to `unprompted`).

    `heard` counts the objections that were addressed or accommodated, `unasked` the positions taken on
    decisions it wasn't asked about. Of the opt-ins it was `invited` to, it `replied` to some, be it with a
    refusal, and is in on those `joined`; `unprompted` counts the answers that nobody had asked for.
    """

    member: str
    member_handle: str | None
    communities: list[str]
    asked: int
    stated: int
    dissented: int
    heard: int
    unasked: int
    invited: int
    replied: int
    joined: int
    unprompted: int


@dataclass(frozen=True, slots=True)
class Voice:
    """How the members of a community took part, added up; `None` is all members.

    `spoken_for` counts the positions that said to speak from it, whoever took them.
    """

    community: str | None
    members: int
    asked: int
    stated: int
    dissented: int
    heard: int
    invited: int
    replied: int
    joined: int
    spoken_for: int
    stated_share: Share
    dissented_share: Share
    heard_share: Share
    replied_share: Share
    joined_share: Share


@dataclass(frozen=True, slots=True)
class Participation:
    """Every member's part by name, that of each community by name, and that of all."""

    members: list[Part]
    communities: list[Voice]
    total: Voice


def participation(reader: Reader) -> Participation:
    """Return who took part in what: decisions that were opened, and opt-ins that went beyond a plan.

    Members that have left are counted where they were asked. A member of two communities counts in both.
    """
    counts: dict[str, dict[str, int]] = {}
    spoken: dict[str, int] = {}
    _decisions(reader, counts, spoken)
    _optins(reader, counts)
    table, names = reader.table("member"), Names(reader, True).of(("member",))
    active = [key for key, doc in table.items() if doc.get("status") != "left"]
    parts = [
        Part(
            member=key,
            member_handle=names[key],
            communities=listed(table.get(key, {}), "communities"),
            **{**dict.fromkeys(_COUNTED, 0), **counts.get(key, {})},
        )
        for key in dict.fromkeys([*active, *counts])
    ]
    parts.sort(key=lambda part: (part.member_handle or "", part.member))
    called: dict[str, str] = {}
    for community in (*(c for part in parts for c in part.communities), *spoken):
        called.setdefault(fold(community), community)
    folded: dict[str, int] = {}
    for community, count in spoken.items():
        folded[fold(community)] = folded.get(fold(community), 0) + count
    voices = [
        _voice(called[name], (p for p in parts if name in map(fold, p.communities)), folded.get(name, 0))
        for name in sorted(called)
    ]
    return Participation(parts, voices, _voice(None, parts, sum(spoken.values())))


def _count(counts: dict[str, dict[str, int]], member: str, what: str) -> None:
    of = counts.setdefault(member, {})
    of[what] = of.get(what, 0) + 1


def _decisions(reader: Reader, counts: dict[str, dict[str, int]], spoken: dict[str, int]) -> None:
    for doc in reader.table("decision").values():
        if doc.get("status", "draft") == "draft":
            continue
        asked = {reader.book.key(key) for key in listed(doc, "asked") if not key.startswith("group:")}
        positions, answers = entries(doc, "positions"), entries(doc, "answers")
        for member in asked:
            _count(counts, member, "asked")
        for member, position in positions.items():
            if community := position.get("speaks_from"):
                spoken[community] = spoken.get(community, 0) + 1
            if member not in asked:
                _count(counts, member, "unasked")
                continue
            _count(counts, member, "stated")
            if position.get("position") in OBJECTIONS:
                _count(counts, member, "dissented")
                if (answers.get(member) or {}).get("state") in _MET:
                    _count(counts, member, "heard")


def _optins(reader: Reader, counts: dict[str, dict[str, int]]) -> None:
    stated = [doc for doc in reader.table("optin").values() if doc.get("state") in (*SILENT, *ANSWERED)]
    ever = asked(Seen(reader, reader.today()), stated)
    for doc in stated:
        member, state = str(doc.get("member")), doc.get("state")
        if doc["id"] not in ever:
            _count(counts, member, "unprompted")
            continue
        _count(counts, member, "invited")
        if state in ANSWERED:
            _count(counts, member, "replied")
        if state == "in":
            _count(counts, member, "joined")


def _voice(community: str | None, parts: Iterable[Part], spoken_for: int) -> Voice:
    found: Sequence[Part] = list(parts)
    total: dict[str, Any] = {name: sum(getattr(part, name) for part in found) for name in _COUNTED}
    del total["unasked"], total["unprompted"]
    return Voice(
        community,
        len(found),
        **total,
        spoken_for=spoken_for,
        stated_share=(total["stated"], total["asked"]),
        dissented_share=(total["dissented"], total["stated"]),
        heard_share=(total["heard"], total["dissented"]),
        replied_share=(total["replied"], total["invited"]),
        joined_share=(total["joined"], total["invited"]),
    )
