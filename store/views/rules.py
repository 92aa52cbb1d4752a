"""The rules by which a decision is adopted: what each still lacks, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from .reader import entries
from .times import days, moment, shown

if TYPE_CHECKING:
    from .reader import Doc, Reader

MAJORITY: Final = (1, 2)
SUPERMAJORITY: Final = (2, 3)
CONSENSUS_QUORUM: Final = (1, 2)


@dataclass(frozen=True, slots=True)
class Count:
    """What a rule looks at; blocks by the names of those who made them."""

    asked: int
    stated: int
    agree: int
    against: int
    open_blocks: list[str]
    standing_blocks: list[str]
    despite_blocks: bool


def quorum(decision: Doc) -> tuple[int, int] | None:
    """Return the share of those asked that must have stated a position; consensus without one takes half."""
    share = _share(decision.get("quorum"))
    return share or (CONSENSUS_QUORUM if decision.get("rule") == "consensus" else None)


def threshold(decision: Doc) -> tuple[int, int] | None:
    """Return the share of those for and against that must agree: more than half, or two thirds at least."""
    rule = decision.get("rule")
    if rule == "majority":
        return _share(decision.get("threshold")) or MAJORITY
    return (_share(decision.get("threshold")) or SUPERMAJORITY) if rule == "supermajority" else None


def reaches(part: int, whole: int, share: tuple[int, int]) -> bool:
    """Return whether *part* of *whole* is at least a share; of nobody it is not."""
    return whole > 0 and part * share[1] >= share[0] * whole


def missing(reader: Reader, decision: Doc, count: Count, positions: Mapping[str, Any]) -> list[str]:
    """Return what a decision lacks to be adopted, each in a few words; empty where it lacks nothing."""
    rule = decision.get("rule") or "consent"
    found = _quorum(decision, count)
    if not count.despite_blocks:
        found += _blocks(rule, count)
    if rule in ("majority", "supermajority"):
        found += _share_missing(decision, count)
    elif rule == "advice":
        found += _advice(decision, positions)
    elif rule == "lazy":
        found += _silence(reader, decision)
    return found + _consent_of(reader, decision, positions)


def enough(decision: Doc, count: Count) -> str:
    """Return in words why a decision can be adopted."""
    rule = decision.get("rule") or "consent"
    if rule in ("majority", "supermajority"):
        return f"{count.agree} of {count.agree + count.against} agree"
    stated = f"{count.stated} of {count.asked} stated"
    if rule == "lazy":
        return "nobody objected in time"
    if rule == "advice":
        return f"advice was given; {stated}"
    if count.despite_blocks and count.standing_blocks:
        return f"{stated}; despite {_listed_blocks(count.standing_blocks)}"
    return f"{stated}, {'no block' if rule == 'consensus' else 'no open block'}"


def _quorum(decision: Doc, count: Count) -> list[str]:
    share = quorum(decision)
    if share is None or reaches(count.stated, count.asked, share):
        return []
    needed = -(-share[0] * count.asked // share[1]) if count.asked else 1
    return [
        f"{count.stated} of {count.asked} asked have stated a position;"
        f" the quorum of {share[0]}/{share[1]} is {needed}"
    ]


def _blocks(rule: str, count: Count) -> list[str]:
    if rule == "consensus" and count.standing_blocks:
        return [_who_block(count.standing_blocks)]
    if count.open_blocks:
        blocks = "an open block" if len(count.open_blocks) == 1 else "open blocks"
        return [f"{blocks} by {', '.join(count.open_blocks)}"]
    return []


def _share_missing(decision: Doc, count: Count) -> list[str]:
    share = threshold(decision) or MAJORITY
    whole = count.agree + count.against
    majority = decision.get("rule") == "majority"
    if reaches(count.agree, whole, share) and (not majority or count.agree * 2 > whole):
        return []
    wanted = "more than half" if majority and share == MAJORITY else f"{share[0]}/{share[1]}"
    return [f"{count.agree} of {whole} who agree or block agree; it takes {wanted}"]


def _advice(decision: Doc, positions: Mapping[str, Any]) -> list[str]:
    decider = decision.get("decider")
    found = [] if decider else ["nobody is named to decide"]
    given = [member for member in positions if member != decider]
    return found if given or decision.get("consulted") else [*found, "nobody has given advice yet"]


def _silence(reader: Reader, decision: Doc) -> list[str]:
    opens, closes, least = (
        moment(decision.get("opens")),
        moment(decision.get("closes")),
        decision.get("least_days"),
    )
    if opens is None:
        return ["it was not opened, so nobody's silence is assent"]
    ends = [closes] if closes else []
    if isinstance(least, int):
        ends.append(opens + timedelta(days=least))
    if not ends:
        return ["it doesn't say how long silence must last"]
    end = max(ends)
    now = reader.now()
    if end <= now:
        return []
    if end == closes:
        return [f"silence is assent only from {shown(decision['closes'])}"]
    left = -(-(end - now).total_seconds() // 86400)
    return [f"silence is assent only after {days(int(least or 0))}, of which {days(int(left))} are left"]


def _consent_of(reader: Reader, decision: Doc, positions: Mapping[str, Any]) -> list[str]:
    """Return what is missing of the consent of those most affected: one of them agrees, and none blocks."""
    group = decision.get("consent_of")
    if not group:
        return []
    roles: dict[str, dict[str, Any]] = (reader.get("group", str(group)) or {}).get("members") or {}
    name = reader.label("group", str(group))
    members = {reader.book.key(m) for m, part in roles.items() if part.get("role") != "observer"}
    answers = entries(decision, "answers")
    theirs = {m: positions[m]["position"] for m in sorted(members) if m in positions}
    against = [
        reader.label("member", m)
        for m, position in theirs.items()
        if position == "block"
        and (answers.get(m) or {}).get("state", "open") not in ("accommodated", "withdrawn")
    ]
    if against:
        return [f"the consent of {name}: {_who_block(against)}"]
    if not any(position in ("agree", "reservations") for position in theirs.values()):
        return [f"the consent of {name}: none of it has agreed"]
    return []


def _who_block(names: list[str]) -> str:
    return f"{', '.join(names)} {'blocks' if len(names) == 1 else 'block'}"


def _listed_blocks(names: list[str]) -> str:
    return f"{'the block' if len(names) == 1 else 'the blocks'} of {', '.join(names)}"


def _share(value: Any) -> tuple[int, int] | None:
    return (value[0], value[1]) if isinstance(value, list) and len(value) == 2 else None  # pyright: ignore
