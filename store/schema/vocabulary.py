"""Words that more than one kind uses, with their order of caution."""

from __future__ import annotations

from typing import Final

from .field import Field
from .types import Choice

VISIBILITY: Final = ("public", "coalition", "private")
VISIBILITY_CAUTION: Final = ("private", None, "coalition", "public")
SCOPE: Final = ("name", "logo", "spokesperson", "quote", "resources")


def visibility(name: str, help: str, audience: str, default: str | None = None) -> Field:
    """Return a field that says who may know of an opt-in."""
    return Field(
        name, Choice(*VISIBILITY), help, audience=audience, caution=VISIBILITY_CAUTION, default=default
    )
