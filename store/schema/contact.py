"""A contact: a person, at a member or of the coordination, apart so that one person's data can be erased."""

from __future__ import annotations

from typing import Final

from .addresses import Email, Language, Phone
from .base import Kind
from .field import Field
from .numbers import Flag
from .refs import Ref
from .times import Date, Zone
from .types import Choice, Name, Text, Words

KIND: Final = Kind(
    "contact",
    (
        Field("name", Name(), "The person's name.", audience="coalition", required=True),
        Field("member", Ref("member"), "The member they are at.", audience="coalition"),
        Field("coordination", Flag(), "Whether they are of the coordination.", audience="coalition"),
        Field("role", Words(), "What they do there.", audience="coalition"),
        Field(
            "mandate",
            Choice("relay", "decide", "sign"),
            "What they may do for their member: pass on, decide, or sign.",
            caution=(None, "relay", "decide", "sign"),
            default="relay",
        ),
        Field("mandate_until", Date(), "The day their mandate ends.", caution="least"),
        Field(
            "may_speak",
            Flag(),
            "Whether they may speak publicly.",
            audience="coalition",
            caution=(False, None, True),
            default=False,
        ),
        Field("email", Email(), "Their e-mail address."),
        Field("phone", Phone(60), "Their telephone number."),
        Field(
            "languages", Language(), "A language they speak, by its code.", many=True, audience="coalition"
        ),
        Field("pronouns", Words(60), "Their pronouns.", audience="coalition"),
        Field("time_zone", Zone(), "Where their clock is, like Europe/Paris."),
        Field("primary", Flag(), "Whether they are whom to turn to first.", audience="coalition"),
        Field("note", Text(), "Anything else."),
    ),
    audience="coordinators",
)
