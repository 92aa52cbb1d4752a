"""A ledger in memory: documents as they were put in, with nothing behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from allied.store.journal.entry import Entry
from allied.store.schema import kind as kind_named
from allied.store.views.audience import Moment, Seen
from allied.store.views.touching import naming

Doc = dict[str, Any]


class Held:
    """A reader over documents that a test made up; it is noon on a Monday."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, Doc]] = {}
        self.told: list[Entry] = []
        self.registers: dict[tuple[str, str], dict[str, Any]] = {}

    def put(self, kind: str, key: str, **fields: Any) -> str:
        """Hold a document, and return its key, made long."""
        key = key.ljust(32, "0")
        self.tables.setdefault(kind, {})[key] = {**fields, "id": key}
        return key

    def set(self, kind: str, key: str, registers: Mapping[str, Any]) -> None:
        """Hold what the registers of a document are set to."""
        self.registers[kind, key] = dict(registers)

    @property
    def book(self) -> Held:
        return self

    def key(self, key: str) -> str:
        return key

    def crossed(self) -> Sequence[tuple[str, str]]:
        return [(k, key) for k, docs in self.tables.items() for key, doc in docs.items() if "crossed" in doc]

    def live(self, kind: str, key: str) -> Mapping[str, Sequence[Seen]]:
        mark = Moment("e" * 64, "2026-11-20T10:00:00.000Z", "anna00000000")
        return {name: [Seen(mark, value)] for name, value in self.registers.get((kind, key), {}).items()}

    def written(self, kind: str, register: str) -> Mapping[str, str]:
        told = {key: self.live(kind, key).get(register) for key in self.table(kind)}
        return {key: found[0].mark.at for key, found in told.items() if found}

    def table(self, kind: str) -> Mapping[str, Doc]:
        return self.tables.get(kind, {})

    def naming(self, kind: str, fields: tuple[str, ...], key: str) -> dict[str, Doc]:
        return naming(self.table(kind), fields, key)

    def get(self, kind: str, key: str) -> Doc | None:
        return self.table(kind).get(key)

    def handle(self, kind: str, key: str) -> str | None:
        return (self.get(kind, key) or {}).get("handle")

    def label(self, kind: str, key: str) -> str:
        doc = self.get(kind, key) or {}
        return self.handle(kind, key) or kind_named(kind).title(doc) or key[:8]

    def me(self) -> str | None:
        return None

    def writer_name(self, by: str) -> str:
        return "Anna, who writes"

    def unshared(self) -> Sequence[Entry]:
        return self.told

    def step(self, start: str) -> Sequence[Entry]:
        return self.told

    def history(self, kind: str, key: str) -> Sequence[Entry]:
        return [entry for entry in self.told if (entry.kind, entry.key) == (kind, key)]

    def now(self) -> datetime:
        return datetime(2026, 11, 23, 12, tzinfo=UTC)

    def today(self) -> date:
        return self.now().date()

    def zone(self) -> str | None:
        return None


def entry(kind: str, key: str, registers: Mapping[str, Any], note: str | None = None) -> Entry:
    """Return an entry that sets registers of a document."""
    return Entry(
        id="e" * 64,
        at="2026-11-20T10:00:00.000Z",
        by="anna00000000",
        seq=1,
        prev=(),
        kind=kind,
        key=key,
        set=dict(registers),
        over=(),
        step=("5" * 64, 1),
        undoes=None,
        note=note,
        body={"note": note},
        line=b"the whole line",
    )
