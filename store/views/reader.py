"""What views read from: the part of a ledger that answers questions and writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from datetime import date, datetime

    from ..journal.entry import Entry

Doc = dict[str, Any]


class Mark(Protocol):
    """Where an entry stands."""

    @property
    def at(self) -> str: ...
    @property
    def by(self) -> str: ...


class Setting(Protocol):
    """One live value of a register, and the entry that set it."""

    @property
    def mark(self) -> Mark: ...
    @property
    def value(self) -> Any: ...


class Registers(Protocol):
    """The documents by register, and which keys are of one document."""

    def live(self, kind: str, key: str) -> Mapping[str, Sequence[Setting]]: ...
    def key(self, key: str) -> str: ...
    def crossed(self) -> Sequence[tuple[str, str]]: ...


class Reader(Protocol):
    """A ledger to look things up in."""

    @property
    def book(self) -> Registers: ...
    def table(self, kind: str) -> Mapping[str, Doc]: ...
    def get(self, kind: str, key: str) -> Doc | None: ...
    def handle(self, kind: str, key: str) -> str | None: ...
    def label(self, kind: str, key: str) -> str: ...
    def me(self) -> str | None: ...
    def writer_name(self, by: str) -> str: ...
    def unsaved(self) -> Sequence[Entry]: ...
    def step(self, start: str) -> Sequence[Entry]: ...
    def now(self) -> datetime: ...
    def today(self) -> date: ...
    def zone(self) -> str | None: ...


def entries(doc: Mapping[str, Any], name: str) -> dict[str, dict[str, Any]]:
    """Return the entries of a map in a document, empty where it has none."""
    return cast("dict[str, dict[str, Any]]", doc.get(name) or {})


def listed(doc: Mapping[str, Any], name: str) -> list[str]:
    """Return the elements of a set in a document, empty where it has none."""
    return cast("list[str]", doc.get(name) or [])
