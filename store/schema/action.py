"""An action: who does what by when."""

from __future__ import annotations

from typing import Final

from .base import Kind
from .field import Field
from .numbers import Count
from .recurrence import Recurrence
from .refs import Ref
from .times import Date
from .types import Choice, Name, Text, Words

STATUSES: Final = ("todo", "doing", "blocked", "done", "dropped")
PRIORITIES: Final = ("low", "normal", "high", "urgent")

KIND: Final = Kind(
    "action",
    (
        Field("title", Name(300), "What is to be done.", required=True, audience="public"),
        Field(
            "status",
            Choice(*STATUSES),
            "How far it is.",
            caution=("blocked", "todo", None, "doing", "dropped", "done"),
            default="todo",
            audience="public",
        ),
        Field("owner", Ref("member"), "The member that sees to it."),
        Field("assignee", Ref("contact"), "The person who does it; the owner is then their member."),
        Field("initiative", Ref("initiative"), "The initiative it serves.", audience="public"),
        Field("decision", Ref("decision"), "The decision it follows from."),
        Field("start", Date(), "The day it can begin.", caution="most"),
        Field("due", Date(), "The day it is to be done by.", caution="least", audience="public"),
        Field(
            "hours", Count("hours", least=1), "How long it takes; absent is not estimated.", caution="most"
        ),
        Field(
            "priority",
            Choice(*PRIORITIES),
            "How much it presses.",
            caution=("urgent", "high", "normal", None, "low"),
            default="normal",
        ),
        Field("tags", Words(100), "A word to find it by.", many=True),
        Field("waits_on", Ref("action"), "An action that comes first.", many=True),
        Field("recurrence", Recurrence(), "How often it comes again: weekly, every 2 months, or an RRULE."),
        Field("series", Ref("action"), "The first of the actions that it is one of."),
        Field("occurrence", Date(), "The day in its series that it stands for."),
        Field("meeting", Ref("meeting"), "The meeting it was agreed at."),
        Field("note", Text(), "Anything else.", audience="coordinators"),
    ),
    title=("title",),
    audience="coalition",
    moves={
        "status": {
            None: STATUSES,
            "todo": ("doing", "blocked", "done", "dropped"),
            "doing": ("todo", "blocked", "done", "dropped"),
            "blocked": ("todo", "doing", "done", "dropped"),
            "done": ("todo", "doing"),
            "dropped": ("todo",),
        }
    },
)
