"""An initiative: something to opt in to, made for a moment and meant to end."""

from __future__ import annotations

from typing import Final

from .addresses import Handle
from .asks import ASK
from .base import Kind
from .field import Field
from .needs import Needed, NeedName
from .outputs import OUTPUT, Credit, CreditName
from .refs import Id, Ref
from .times import Date, Instant
from .types import Choice, Name, Text
from .vocabulary import SCOPE, visibility

STAGES: Final = ("idea", "forming", "active", "closing", "closed")

KIND: Final = Kind(
    "initiative",
    (
        Field("handle", Handle(), "A short name to type, unique and changeable.", audience="public"),
        Field("title", Name(300), "What it is called.", audience="public", required=True),
        Field("goal", Text(), "What is to be different afterwards.", audience="public"),
        Field("why_now", Text(), "Why now: the criteria it was chosen by.", audience="public"),
        Field("part_of", Ref("initiative"), "The initiative it is a part of.", audience="public"),
        Field("proposed_by", Ref("member"), "The member that proposed it."),
        Field(
            "ask",
            ASK,
            "The exact text members agree to; fr=TEXT for a language.",
            map=Id(16),
            audience="public",
        ),
        Field(
            "stage",
            Choice(*STAGES),
            "How far it has come.",
            caution=("closed", "closing", "idea", None, "forming", "active"),
            default="idea",
            audience="public",
        ),
        Field("lead", Ref("member"), "The member that leads it."),
        Field("soft_sign_by", Instant(), "When members should have signed by.", caution="least"),
        Field("sign_by", Instant(), "When members must have signed by.", caution="least"),
        Field("embargo", Instant(end=False), "When it may become known.", caution="most"),
        Field("delivery", Instant(), "When it is handed over."),
        Field("sunset", Date(), "The day it ends unless it is renewed.", caution="least"),
        Field("success_test", Text(), "How to tell that it worked."),
        Field(
            "default_scope",
            Choice(*SCOPE),
            "What of a member may be used, unless it says otherwise.",
            many=True,
        ),
        visibility(
            "default_visibility", "Who may know of an opt-in, unless its member says otherwise.", "coalition"
        ),
        Field(
            "needs",
            Needed(least=1),
            "What is needed: members=3, regions=2, role:spokesperson=1.",
            map=NeedName(),
            caution="most",
        ),
        Field("outputs", OUTPUT, "Something it brought about.", map=Id(16), audience="public"),
        Field(
            "credits",
            Credit(),
            "Who is credited for an output: ID:MEMBER=AS.",
            map=CreditName(),
            audience="public",
        ),
        Field("outcome", Text(), "What came of it.", audience="public"),
        Field("lessons", Text(), "What was learned."),
        Field("note", Text(), "Anything else.", audience="coordinators"),
    ),
    title=("title",),
    audience="coalition",
    moves={
        "stage": {
            None: STAGES,
            "idea": ("forming", "closing"),
            "forming": ("idea", "active", "closing"),
            "active": ("forming", "closing"),
            "closing": ("active", "closed"),
            "closed": ("closing",),
        }
    },
)
