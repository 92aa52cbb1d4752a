"""The name that people see for a writer's id."""

from __future__ import annotations

from typing import Final

from .base import Kind
from .field import Field
from .refs import Ref
from .types import Name, Words

KIND: Final = Kind(
    "writer",
    (
        Field("name", Name(), "Whom to show as having written.", required=True),
        Field("writer", Words(12), "The writer's id."),
        Field("contact", Ref("contact"), "The contact who writes."),
    ),
    audience="coordinators",
)
