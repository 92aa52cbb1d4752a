"""A member: an organisation, network, collective or person in the coalition."""

from __future__ import annotations

from typing import Final

from .addresses import Handle, Language, Url
from .base import Kind
from .field import Field
from .numbers import Count
from .record import Record
from .refs import Ref, Who
from .times import Date
from .types import Choice, Name, Text

STATUSES: Final = ("prospect", "active", "paused", "left")
EXPOSURES: Final = ("open", "careful", "at-risk")

KIND: Final = Kind(
    "member",
    (
        Field("handle", Handle(), "A short name to type, unique and changeable.", audience="public"),
        Field("name", Name(), "What it is called.", audience="public", required=True),
        Field(
            "kind",
            Choice("organisation", "network", "collective", "individual"),
            "What sort of member it is.",
            audience="public",
            default="organisation",
        ),
        Field(
            "status",
            Choice(*STATUSES),
            "Where it stands with the coalition.",
            caution=("left", "paused", "prospect", None, "active"),
            default="active",
        ),
        Field("part_of", Ref("member"), "The member whose chapter it is.", audience="public"),
        Field("regions", Name(), "A region it works in.", many=True, audience="public"),
        Field("topics", Name(), "A topic it works on.", many=True, audience="public"),
        Field("communities", Name(), "A community it speaks from.", many=True),
        Field(
            "led_by",
            Record(
                Field("declared_by", Who("contact"), "Who of the member said so.", required=True),
                Field("on", Date(), "The day it was said."),
            ),
            "Those affected who lead it, as it says itself, and who said so: roma=CONTACT.",
            map=Name(),
        ),
        Field("languages", Language(), "A language it works in, by its code.", many=True, audience="public"),
        Field("website", Url(), "Its website.", audience="public"),
        Field("former_names", Name(), "A name it had before.", many=True, audience="public"),
        Field(
            "capacity", Count("hours"), "Hours a month it can give.", audience="coordinators", caution="least"
        ),
        Field(
            "sign_off_days",
            Count("days"),
            "Days its approvals take.",
            audience="coordinators",
            caution="most",
        ),
        Field(
            "exposure",
            Choice(*EXPOSURES),
            "How much it risks by being known.",
            audience="coordinators",
            caution=("at-risk", "careful", None, "open"),
            default="open",
        ),
        Field("alias", Name(), "What to show instead of its name.", audience="public"),
        Field("joined", Date(), "The day it joined."),
        Field("left", Date(), "The day it left."),
        Field("note", Text(), "Anything else.", audience="coordinators"),
    ),
    audience="coalition",
    moves={
        "status": {
            None: STATUSES,
            "prospect": ("active", "left"),
            "active": ("paused", "left"),
            "paused": ("active", "left"),
            "left": ("prospect", "active"),
        }
    },
)
