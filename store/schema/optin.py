"""An opt-in: one member on one initiative, what it answered, on what terms, and the proof."""

from __future__ import annotations

from typing import Final

from .addresses import Language
from .base import Kind
from .field import Field
from .numbers import Flag
from .record import Term
from .refs import Id, Ref, Who
from .times import Date
from .types import Choice, Name, Text, Words
from .vocabulary import SCOPE, visibility

STATES: Final = ("planned", "asked", "considering", "in", "declined", "withdrawn")
LEVELS: Final = ("lead", "active", "supporting", "endorsing")
REASONS: Final = ("capacity", "priorities", "disagreement", "other")
METHODS: Final = ("email", "call", "meeting", "form", "message", "in-person")

_ANSWER: Final = (
    Field(
        "state",
        Choice(*STATES),
        "Where the member stands.",
        # What was agreed to least comes first: only when nobody says less does an opt-in count.
        caution=("withdrawn", "declined", None, "planned", "asked", "considering", "in"),
        record="answer",
        required=True,
        audience="public",
    ),
    Field(
        "level",
        Choice(*LEVELS),
        "How much it takes on.",
        caution=(None, "endorsing", "supporting", "active", "lead"),
        record="answer",
        audience="public",
    ),
    Field(
        "terms",
        Term(
            Field("text", Words(1000), "The condition.", required=True),
            Field(
                "state",
                Choice("open", "met", "failed"),
                "Whether it is met.",
                caution=("failed", "open", None, "met"),
                default="open",
            ),
        ),
        "A condition, open unless it begins with met: or failed:.",
        many=True,
        audience="coordinators",
        record="answer",
    ),
    Field(
        "scope",
        Choice(*SCOPE),
        "What of the member may be used.",
        many=True,
        audience="coordinators",
        record="answer",
    ),
    Field("sign_as", Words(), "The name it signs with.", record="answer", audience="public"),
    Field(
        "personal_capacity",
        Flag(),
        "Whether a person signs for themselves, and the member is named only to say who they are.",
        caution=(True, None, False),
        record="answer",
        audience="public",
    ),
    Field("reason_kind", Choice(*REASONS), "Why it said no.", audience="coordinators", record="answer"),
    Field("reason", Text(), "Why, in its words.", audience="coordinators", record="answer"),
    Field(
        "given_by", Who("contact"), "Who answered for the member.", audience="coordinators", record="answer"
    ),
    Field("authority", Words(), "By what authority they answered.", audience="coordinators", record="answer"),
    Field("method", Choice(*METHODS), "How the answer came.", audience="coordinators", record="answer"),
    Field(
        "evidence",
        Words(1000),
        "A link, a reference, or who holds the proof elsewhere.",
        audience="coordinators",
        record="answer",
    ),
    Field("effective", Date(), "The day it holds from.", caution="most", record="answer"),
    Field("valid_until", Date(), "The day it lapses.", caution="least", record="answer"),
    Field("ask", Id(16), "The wording of the ask that they saw, by its id.", record="answer"),
    Field("ask_language", Language(), "The language they saw it in.", record="answer"),
)

KIND: Final = Kind(
    "optin",
    (
        Field("initiative", Ref("initiative"), "The initiative.", required=True, audience="public"),
        Field("member", Ref("member"), "The member.", required=True, audience="public"),
        *_ANSWER,
        Field("asker", Ref("contact"), "Who asks, or will ask.", audience="coordinators"),
        visibility("visibility", "Who may know of it.", "coalition", default="coalition"),
        Field("roles", Name(), "A role that the member fills.", many=True),
        Field(
            "expected_by",
            Date(),
            "The day an answer is expected by.",
            audience="coordinators",
            caution="least",
        ),
        Field("meeting", Ref("meeting"), "The meeting it was given at.", audience="coordinators"),
        Field("note", Text(), "Anything else.", audience="coordinators"),
    ),
    noun="opt-in",
    title=(),
    audience="coalition",
    traced=("answer", "state"),
    # Withdrawing is always allowed: whoever speaks for a member need not know what was recorded of it.
    moves={
        "state": {
            None: STATES,
            "planned": ("asked", "considering", "in", "declined", "withdrawn"),
            "asked": ("considering", "in", "declined", "withdrawn"),
            "considering": ("asked", "in", "declined", "withdrawn"),
            "in": ("withdrawn",),
            "declined": ("asked", "considering", "in", "withdrawn"),
            "withdrawn": ("asked", "considering", "in"),
        }
    },
)
