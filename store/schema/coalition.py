"""The coalition itself: what it is for, and how it works unless told otherwise."""

from __future__ import annotations

from typing import Final

from .base import Kind
from .defaults import Default, DefaultName
from .field import Field
from .times import Zone
from .types import Choice, Name, Text

CALLED: Final = ("member", "contact", "group", "initiative", "opt-in", "action", "decision", "meeting")

KIND: Final = Kind(
    "coalition",
    (
        Field("name", Name(), "What the coalition is called.", required=True),
        Field("purpose", Text(), "The problem as the members see it together."),
        Field("principles", Text(), "What the members hold to in working together."),
        Field("time_zone", Zone(), "The zone that its deadlines are in, like Europe/Paris."),
        Field("defaults", Default(), "What a new document has unless told otherwise.", map=DefaultName()),
        Field("words", Name(60), "What it calls things: member=partner.", map=Choice(*CALLED)),
        Field(
            "time_precision",
            Choice("exact", "hour", "day"),
            "How exactly entries say when they were written.",
            caution=("day", "hour", None, "exact"),
            default="exact",
        ),
        Field(
            "commit_names",
            Choice("writer", "git"),
            "Whose name commits carry: the writer's id, or what git is set to.",
            caution=("writer", None, "git"),
            default="writer",
        ),
    ),
    audience="public",
)
