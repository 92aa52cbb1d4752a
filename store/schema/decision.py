"""A decision: the question, who is asked, what each said, how objections were answered, and how it ended."""

from __future__ import annotations

from typing import Final

from .base import Kind
from .field import Field
from .numbers import Count, Flag, Share
from .record import Record
from .refs import Asked, Ref, Who
from .times import Date, Instant
from .types import Choice, Name, Text, Words

STATUSES: Final = ("draft", "open", "adopted", "rejected", "withdrawn", "superseded")
POSITIONS: Final = ("agree", "reservations", "stand-aside", "abstain", "block")
OBJECTIONS: Final = ("reservations", "stand-aside", "block")
ANSWERS: Final = ("open", "addressed", "accommodated", "withdrawn")
RULES: Final = ("consent", "consensus", "majority", "supermajority", "advice", "lazy")

POSITION: Final = Record(
    Field(
        "position",
        Choice(*POSITIONS),
        "Where the member stands.",
        # Not having spoken is between an objection and what counts towards a quorum.
        caution=("block", "stand-aside", "reservations", None, "abstain", "agree"),
        required=True,
    ),
    Field("reason", Text(), "Why, in its words."),
    Field(
        "reason_later", Flag(), "Whether the reason of a block follows; nothing closes while it is missing."
    ),
    Field("speaks_from", Words(), "The community it speaks from."),
    Field("recorded_by", Ref("contact"), "Who recorded it."),
    Field("on_behalf", Who("contact"), "On whose behalf it was recorded."),
    Field("meeting", Ref("meeting"), "The meeting it was stated at."),
)

ANSWER: Final = Record(
    Field(
        "state",
        Choice(*ANSWERS),
        "What became of the objection.",
        caution=("open", None, "addressed", "accommodated", "withdrawn"),
        required=True,
    ),
    Field("words", Text(), "What was said or changed."),
    Field("by", Ref("contact"), "Who answered."),
    Field("meeting", Ref("meeting"), "The meeting it was answered at."),
)

_CLOSING: Final = (
    Field(
        "status",
        Choice(*STATUSES),
        "Where it stands.",
        caution=("rejected", "withdrawn", "superseded", None, "draft", "open", "adopted"),
        record="closing",
        required=True,
        default="draft",
        audience="public",
    ),
    Field("outcome", Text(), "What was decided.", record="closing", audience="public"),
    Field("rationale", Text(), "Why.", record="closing", audience="public"),
    Field("decided", Date(), "The day it was decided.", record="closing", audience="public"),
    Field(
        "despite_blocks",
        Flag(),
        "Whether it was closed although a block stood.",
        caution=(True, None, False),
        record="closing",
        audience="public",
    ),
)

KIND: Final = Kind(
    "decision",
    (
        Field("question", Name(500), "What is to be decided.", required=True, audience="public"),
        *_CLOSING,
        Field("context", Text(), "What one should know to take a position.", audience="public"),
        Field("options", Name(), "One way it could be decided.", many=True, audience="public"),
        Field("initiative", Ref("initiative"), "The initiative it is about.", audience="public"),
        Field("group", Ref("group"), "The group that decides or advises.", audience="public"),
        Field("rule", Choice(*RULES), "What it takes to be adopted.", default="consent", audience="public"),
        Field(
            "quorum",
            Share(),
            "The share of those asked who must have stated a position.",
            caution="most",
            audience="public",
        ),
        Field(
            "threshold",
            Share(),
            "The share of those who agree or block that must agree.",
            caution="most",
            audience="public",
        ),
        Field("decider", Ref("member", "contact"), "Who decides, by the rule of advice."),
        Field(
            "least_days", Count("days", least=1), "How long silence must last to be assent.", caution="most"
        ),
        Field("consent_of", Ref("group"), "The group whose consent it needs too: those most affected."),
        Field(
            "opens",
            Instant(end=False),
            "When positions can be taken from.",
            caution="most",
            audience="public",
        ),
        Field("closes", Instant(), "When positions can be taken until.", audience="public"),
        Field("asked", Asked(), "A member that is asked, or group:GROUP until it opens.", many=True),
        Field("asked_group", Ref("group"), "The group whose members were asked."),
        Field("positions", POSITION, "What a member said: greens=agree.", map=Ref("member")),
        Field("answers", ANSWER, "What became of a member's objection: greens=addressed.", map=Ref("member")),
        Field("consulted", Name(), "A community that was consulted.", many=True, audience="public"),
        Field("review", Date(), "The day it is to be looked at again.", caution="least", audience="public"),
        Field(
            "supersedes",
            Ref("decision"),
            "A decision that it takes the place of.",
            many=True,
            audience="public",
        ),
        Field("meeting", Ref("meeting"), "The meeting it was taken at."),
        Field("note", Text(), "Anything else.", audience="coordinators"),
    ),
    title=("question",),
    audience="coalition",
    moves={
        "status": {
            None: STATUSES,
            "draft": ("open", "withdrawn"),
            "open": ("adopted", "rejected", "withdrawn"),
            "adopted": ("superseded", "withdrawn"),
            "rejected": ("open",),
            "withdrawn": ("draft", "open"),
            "superseded": ("adopted",),
        }
    },
)
