"""A group of members: a core group, a working group or a board."""

from __future__ import annotations

from typing import Final

from .addresses import Handle
from .base import Kind
from .field import Field
from .record import Record
from .refs import Ref
from .types import Choice, Name, Text

KIND: Final = Kind(
    "group",
    (
        Field("handle", Handle(), "A short name to type, unique and changeable.", audience="public"),
        Field("name", Name(), "What it is called.", audience="public", required=True),
        Field(
            "kind",
            Choice("core", "working", "board"),
            "What sort of group it is.",
            default="working",
            audience="public",
        ),
        Field(
            "remit",
            Choice("decides", "advises"),
            "What it may do.",
            caution=("advises", None, "decides"),
            default="advises",
            audience="public",
        ),
        Field(
            "members",
            Record(
                Field(
                    "role",
                    Choice("chair", "member", "observer"),
                    "What the member is in it.",
                    caution=("observer", None, "member", "chair"),
                    required=True,
                )
            ),
            "A member and its role: greens=chair.",
            map=Ref("member"),
        ),
        Field("note", Text(), "Anything else.", audience="coordinators"),
    ),
    audience="coalition",
)
