"""A meeting: what is written while it runs carries its key, so that minutes derive."""

from __future__ import annotations

from typing import Final

from .base import Kind
from .field import Field
from .refs import Ref
from .times import Instant
from .types import Name, Text

KIND: Final = Kind(
    "meeting",
    (
        Field("title", Name(), "What it is about."),
        Field("starts", Instant(end=False), "When it starts.", required=True),
        Field("ends", Instant(), "When it ends, or ended."),
        Field("group", Ref("group"), "The group that meets."),
        Field("initiative", Ref("initiative"), "The initiative it is about."),
        Field("attendees", Ref("contact", "member"), "Who is there.", many=True),
        Field("notes", Text(), "What was said."),
    ),
    title=("title", "starts"),
    audience="coalition",
)
