"""The answers to one question side by side: field by field, what each says and where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..schema.text import clean
from .crossed import NOTHING, parts_of, whole

if TYPE_CHECKING:
    from .crossed import Crossed
    from .reader import Reader


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of a question: what each answer says, in their order, empty where it says nothing of it."""

    field: str
    said: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether the answers don't all say the same."""
        return len(set(self.said)) > 1


def compared(reader: Reader, question: Crossed) -> list[Compared]:
    """Return what the answers say, the field first that leads them; one that clears says so there."""
    kind, register = question.kind, question.register
    order = [name.replace("_", " ") for name in parts_of(kind, register)]
    answers = [
        whole(reader, kind, register, one.value) if one.value is not None else None
        for one in question.answers
    ]
    named = dict.fromkeys(name for parts in answers if parts for name in parts)
    names = [*(one for one in order if one in named), *(one for one in named if one not in order)] or [""]
    return [
        Compared(
            clean(name, lines=False) or question.field,
            tuple(
                clean(parts.get(name, "")) if parts is not None else NOTHING if name == names[0] else ""
                for parts in answers
            ),
        )
        for name in names
    ]


def differing(rows: list[Compared], at: int) -> str:
    """Return one of the answers in a line: what leads it, then only that in which the answers differ."""
    lead, *others = rows
    rest = [f"{row.field}: {row.said[at] or 'not said'}" for row in others if row.differs]
    return " ".join(" · ".join([lead.said[at] or "not said", *rest]).split())
