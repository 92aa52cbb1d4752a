"""Ledgers of any size, in the store's own entries and segments, saved in runs of ten."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from allied.store.clock import stamp
from allied.store.journal import segment
from allied.store.journal.entry import Entry
from allied.store.journal.entry import make as make_entry
from allied.store.journal.place import read_config
from allied.store.ledger import Ledger
from allied.store.schema import kind

_WRITERS = ("anna00000000", "bela00000000", "caro00000000")
A_RUN = 10
BEGAN = 1_735_689_600_000  # 1 January 2025, in milliseconds
_APART = 60_000
_WORDS = (
    "print",
    "call",
    "draft",
    "répondre",
    "translate",
    "book",
    "the",
    "hall",
    "letter",
    "board",
    "brochüre",
    "map",
)


class Feed:
    """One writer's entries, each linked to the one before."""

    def __init__(self, ledger: str, by: str) -> None:
        self._ledger = ledger
        self._by = by
        self._seq = 0
        self._prev: tuple[str, ...] = ()

    def say(self, milliseconds: int, kind_name: str, values: dict[str, Any], key: str | None = None) -> Entry:
        """Return the next entry: a new document with *values*, a step of its own."""
        self._seq += 1
        body = {
            "key": key or os.urandom(16).hex(),
            "kind": kind_name,
            "over": [],
            "set": kind(kind_name).encode(values),
            "step": [os.urandom(32).hex(), 1],
        }
        entry = make_entry(
            ledger=self._ledger,
            by=self._by,
            seq=self._seq,
            prev=self._prev,
            at=stamp(milliseconds),
            body=body,
            salt=os.urandom(32).hex(),
        )
        self._prev = (entry.id,)
        return entry


def make(root: Path, size: int) -> None:
    """Make a ledger of *size* entries in *root*, nearly all of them actions."""
    Ledger.create(root, name="Bench").seal()
    identity = read_config(root).ledger
    feeds = [Feed(identity, by) for by in _WRITERS]
    chance = random.Random(size)
    values = _values(chance)
    for number in range(0, size, A_RUN):
        feed = feeds[number // A_RUN % len(feeds)]
        at = BEGAN + number * _APART
        lay(root, [feed.say(at + place, *next(values)) for place in range(min(A_RUN, size - number))])


def lay(root: Path, entries: list[Entry]) -> None:
    """Put *entries* into a segment, as a pull would bring it."""
    data = b"".join(entry.line + b"\n" for entry in entries)
    path = root / segment.path_of(entries[0], data)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def lay_tail(root: Path) -> None:
    """Let ten entries of a writer not seen before come in."""
    by = f"tail{os.urandom(4).hex()}"
    feed = Feed(read_config(root).ledger, by)
    values = _values(random.Random(by))
    lay(root, [feed.say(BEGAN + place, *next(values)) for place in range(A_RUN)])


def table_cache(root: Path, kind_name: str) -> Path | None:
    """Return the largest file of the cache that holds a kind's table, `None` where it is empty."""
    there = _book(root).rglob(f"{kind_name}.json")
    return max(there, key=lambda path: path.stat().st_size, default=None)


def tables(root: Path) -> int:
    """Return how many bytes the book's tables take on disk."""
    return sum(path.stat().st_size for path in _book(root).rglob("*") if path.is_file())


def drop_cache(root: Path) -> None:
    """Throw the book away, to be built from nothing."""
    shutil.rmtree(_book(root))


def _book(root: Path) -> Path:
    return root / ".git" / "allied" / "book"


def _values(chance: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what to write, forever: a member now and then, else an action of one of them."""
    while True:
        name = f"Group {chance.getrandbits(40):x}"
        yield "member", {"name": name, "handle": name.replace(" ", "-").lower()[:32], "kind": "organisation"}
        for _ in range(99):
            yield (
                "action",
                {
                    "title": " ".join(chance.choices(_WORDS, k=6)),
                    "status": chance.choices(("todo", "doing", "done"), (7, 1, 2))[0],
                    "due": f"2026-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
                    "priority": chance.choice(("low", "normal", "high")),
                    "tags": chance.sample(("press", "money", "people", "venue"), chance.randint(0, 2)),
                },
            )
