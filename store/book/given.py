"""What a ledger gives to those who read it and write to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..journal.entry import Entry
from .documents import Doc
from .layer import Json
from .undoing import Skipped


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A document as a person saw it: what a change is made over."""

    kind: str
    key: str
    doc: Doc
    live: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the answers to one question: the value, and the entry that gave it."""

    value: Json
    id: str
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class Crossed:
    """A register with two answers or more, the one to show first at the front."""

    kind: str
    key: str
    register: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What one command or one form wrote, and what an undo had to leave alone."""

    id: str
    entries: tuple[Entry, ...]
    skipped: tuple[Skipped, ...] = field(default=())


@dataclass(slots=True)
class Batched:
    """What a batch was written as, once it has ended; a step of no entries where it changed nothing."""

    step: Step = field(default=Step("", ()))
