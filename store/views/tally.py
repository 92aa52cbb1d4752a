"""Where a decision stands: who was asked, who has stated what, and what is still missing to adopt it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ..schema.decision import OBJECTIONS, POSITIONS
from . import rules
from .reader import entries, listed

if TYPE_CHECKING:
    from .reader import Doc, Reader

RULE: Final = "consent"
SETTLED: Final = ("accommodated", "withdrawn")


@dataclass(frozen=True, slots=True)
class Dissent:
    """One objection with its reason and its answer; it goes wherever the decision goes."""

    member: str
    name: str
    position: str
    reason: str | None
    speaks_from: str | None
    answer: str
    words: str | None
    asked: bool

    @property
    def open(self) -> bool:
        """Whether nobody has answered it yet."""
        return self.answer == "open"


@dataclass(frozen=True, slots=True)
class Tally:
    """A decision counted: `stated` of `asked` have a position, `quorum` is the share that must have.

    Only those asked are counted; what others stated is kept in `dissent` too, marked as not asked.
    """

    rule: str
    met: bool
    why: str
    stated: int
    asked: int
    quorum: tuple[int, int] | None
    quorum_met: bool
    counts: dict[str, int]
    agree: int
    against: int
    threshold: tuple[int, int] | None
    silent: list[str]
    not_asked: list[str]
    open_blocks: list[str]
    without_reason: list[str]
    dissent: list[Dissent]

    @property
    def unspoken(self) -> bool:
        """Whether a rule is met only because nobody who was asked has stated anything yet."""
        return self.met and not self.stated and self.rule != "lazy"

    @property
    def standing(self) -> str:
        """Whether the rule is met, in words; where nobody has spoken it says that, which is no success."""
        return "nobody has spoken yet" if self.unspoken else "met" if self.met else "not met"

    @property
    def blocks(self) -> list[Dissent]:
        """The blocks that are in the way: open ones, and where it takes consensus all that stand."""
        stand = ("open", "addressed") if self.rule == "consensus" else ("open",)
        return [d for d in self.dissent if d.asked and d.position == "block" and d.answer in stand]


def tally(reader: Reader, decision: Doc, *, despite_blocks: bool = False) -> Tally:
    """Return where a decision stands by its own rule.

    *despite_blocks* leaves its blocks out of `met` and `why`.
    """
    key = reader.book.key
    asked = list(dict.fromkeys(key(k) for k in listed(decision, "asked") if not k.startswith("group:")))
    positions: dict[str, dict[str, Any]] = entries(decision, "positions")
    stated = {member: positions[member] for member in asked if member in positions}
    dissent = _dissent(reader, decision, asked)
    counts: dict[str, int] = dict.fromkeys(POSITIONS, 0)
    for position in stated.values():
        counts[position["position"]] = counts.get(position["position"], 0) + 1
    blocks = [one for one in dissent if one.asked and one.position == "block"]
    standing = [one for one in blocks if one.answer not in SETTLED]
    against = sum(one.answer != "withdrawn" for one in blocks)
    count = rules.Count(
        asked=len(asked),
        stated=len(stated),
        agree=counts["agree"],
        against=against,
        open_blocks=[one.name for one in blocks if one.open],
        standing_blocks=[one.name for one in standing],
        despite_blocks=despite_blocks,
    )
    missing = rules.missing(reader, decision, count, positions)
    quorum, threshold = rules.quorum(decision), rules.threshold(decision)
    return Tally(
        rule=decision.get("rule") or RULE,
        met=not missing,
        why="; ".join(missing) or rules.enough(decision, count),
        stated=count.stated,
        asked=count.asked,
        quorum=quorum,
        quorum_met=quorum is None or rules.reaches(count.stated, count.asked, quorum),
        counts=counts,
        agree=count.agree,
        against=against,
        threshold=threshold,
        silent=[member for member in asked if member not in positions],
        not_asked=sorted(member for member in positions if member not in asked),
        open_blocks=[one.member for one in blocks if one.open],
        without_reason=[m for m, p in stated.items() if p["position"] == "block" and not p.get("reason")],
        dissent=dissent,
    )


def _dissent(reader: Reader, decision: Doc, asked: list[str]) -> list[Dissent]:
    """Return every objection, blocks first, and of each sort those asked before those who were not."""
    answers: dict[str, dict[str, Any]] = entries(decision, "answers")
    found = [
        Dissent(
            member=member,
            name=reader.label("member", member),
            position=position["position"],
            reason=position.get("reason"),
            speaks_from=position.get("speaks_from"),
            answer=(answers.get(member) or {}).get("state", "open"),
            words=(answers.get(member) or {}).get("words"),
            asked=member in asked,
        )
        for member, position in entries(decision, "positions").items()
        if position.get("position") in OBJECTIONS
    ]
    return sorted(found, key=lambda d: (-OBJECTIONS.index(d.position), not d.asked, d.name))
