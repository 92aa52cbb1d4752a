"""The names of registers, and the fields that every kind has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..errors import Invalid
from .field import Field
from .record import Record
from .refs import Id, Ref
from .text import quoted
from .types import Choice, Text, string

LONGEST: Final = 200  # bytes of an element

# The order of caution of audiences; a cleared one stands for what its kind makes sense at.
_AUDIENCE: Final = ("coordinators", None, "coalition", "public")


def common(kind: str) -> Iterator[Field]:
    """Yield the fields that every kind has."""
    yield Field(
        "audience",
        Choice("public", "coalition", "coordinators"),
        "Who may be shown it: a label, not a lock, since every clone reads everything.",
        audience="public",
        caution=_AUDIENCE,
    )
    yield Field(
        "same",
        Ref(kind),
        "The record that this one is another of: from then on the two are one.",
        audience="coordinators",
    )
    yield Field(
        "comments",
        Record(
            Field("text", Text(), "What is said.", required=True),
            Field("by", Ref("contact"), "Who says it."),
            Field("meeting", Ref("meeting"), "The meeting it was said at."),
        ),
        "What was said about it.",
        map=Id(16),
        audience="coordinators",
    )


def register(field: str, element: str) -> str:
    """Return the register of one element of a set or a map; raises `Invalid` for one that is too long."""
    name = string(element).replace("~", "~0").replace("/", "~1")
    size = len(name.encode("utf-8", "replace"))
    if size > LONGEST:
        raise Invalid(
            f"{field.replace('_', ' ')}: {quoted(element)} has {size} bytes, more than {LONGEST}.",
            "Say it shorter.",
        )
    return f"{field}/{name}"


def element(name: str) -> str:
    """Return the element that a register's name holds after its field and the slash."""
    return name.replace("~1", "/").replace("~0", "~") if "~" in name else name
