"""Checking a ledger: every line read strictly, what git holds of it, and what it all adds up to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from ..errors import NotFound
from ..journal import codec, segment
from ..journal.entry import Entry
from ..journal.journal import Journal
from ..journal.place import MARKER, parse_config, read_config
from ..schema.text import clean
from . import gate
from .repository import Node, Repository

if TYPE_CHECKING:
    from ..ledger import Ledger

Level = Literal["damage", "invalid", "person", "note"]
LEVELS: Final[tuple[Level, ...]] = ("damage", "invalid", "person", "note")
"""What is found, the worst first: damage, what no version should have written, what a person has to say, the rest."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found: how bad, a word for it, where (a path from the repository's top, a line), and why."""

    level: Level
    code: str
    file: str
    line: int
    kind: str
    id: str
    title: str
    reason: str


def check(ledger: Ledger, since: str | None = None) -> list[Finding]:
    """Return all that is wrong with a ledger, the worst first.

    With *since*, a commit: also whether segments were only added from there on, and of what is no damage only that
    which came since. Raises `NotFound` for a commit that isn't there, `GitTrouble`.
    """
    repository = Repository.read(ledger.place)
    head = repository.head()
    base = _base(repository, since)
    found = [*lines(ledger), *_of_files(ledger)]
    found += [_of_fault(fault) for fault in gate.named(gate.feeds(repository.files(head)))]
    known: Mapping[str, Node] = {}
    if base is not None and head is not None:
        since_then = repository.difference(base, head)
        found += [_of_fault(fault) for fault in (*gate.changed(since_then), *gate.removed(since_then))]
        known = repository.files(base)
        found += _of_marker(repository, ledger, known)
        there = set(segment.listed(str(ledger.root)))
        gone = [gate.Fault(path, 0, gate.REMOVED) for path in gate.feeds(known) if path not in there]
        found += [_of_fault(fault) for fault in gone]
    found += [one for one in _of_documents(ledger) if one.file not in known or one.level == "damage"]
    found += [
        Finding("note", "missing", path, 0, "", "", "", "of this clone is not on this branch")
        for path in ledger.missing()
    ]
    placed = [
        replace(one, file=clean(repository.prefix + one.file, lines=False) if one.file else "")
        for one in dict.fromkeys(found)
    ]
    return sorted(placed, key=lambda one: (LEVELS.index(one.level), one.file, one.line, one.reason))


def _base(repository: Repository, since: str | None) -> str | None:
    commit = repository.commit(since) if since is not None else None
    if since is not None and commit is None:
        raise NotFound(
            f"There is no commit {clean(since)} here.", "In CI, check out the whole history: fetch-depth: 0."
        )
    return commit


def lines(ledger: Ledger) -> Iterator[Finding]:
    """Yield what a strict reading of every line finds, whatever was read before."""
    journal = Journal(ledger.place, ledger.id)
    reading = journal.read_all(journal.segments(), lambda _: None)
    for problem in reading.problems:
        level, code = ("damage", "line") if problem.damage else ("note", "gap")
        file = problem.file if problem.file.startswith(f"{segment.FEEDS}/") else ""
        yield Finding(level, code, file, problem.line, "", "", "", problem.reason)


def _of_files(ledger: Ledger) -> Iterator[Finding]:
    """Yield what lies among the segments and is none."""
    root = str(ledger.root)
    known = set(segment.listed(root))
    for folder, folders, files in os.walk(os.path.join(root, segment.FEEDS)):
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in (*files, *links):
            path = os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")
            if path not in known and not (name.startswith(".") and name.endswith(".new")):
                yield Finding("damage", "file", path, 0, "", "", "", "is no segment, and has no place here")


def _of_marker(repository: Repository, ledger: Ledger, base: Mapping[str, Node]) -> Iterator[Finding]:
    """Yield whether it has become another ledger."""
    if MARKER not in base:
        return
    ((_, data),) = repository.blobs([base[MARKER].oid])
    before, now = parse_config(data), read_config(ledger.root)
    if (before.ledger, before.epoch) != (now.ledger, now.epoch):
        yield Finding("damage", "ledger", MARKER, 0, "", "", "", "says another ledger than before")


def _of_fault(fault: gate.Fault) -> Finding:
    return Finding("damage", "file", fault.path, fault.line, "", "", "", fault.reason)


def _of_documents(ledger: Ledger) -> Iterator[Finding]:
    """Yield what is wrong with the documents, each at the line that said so last."""
    found = ledger.flaws()
    wanted = {entry: by for flaw in found for entry, by in flaw.entries}
    places = _places(ledger, wanted)
    for flaw in found:
        where = [places[entry] for entry, _ in flaw.entries if entry in places]
        _, file, line = max(where, default=("", "", 0))
        yield Finding(flaw.level, flaw.code, file, line, flaw.kind, flaw.id, flaw.title, flaw.reason)


def _places(ledger: Ledger, wanted: Mapping[str, str]) -> dict[str, tuple[str, str, int]]:
    """Return when, in which segment and in which line entries were written, by id; open ones have no line yet."""
    root = str(ledger.root)
    found: dict[str, tuple[str, str, int]] = {}
    for by in sorted(set(wanted.values())):
        for path in segment.of_writer(root, by):
            found.update(_lines(ledger, path, wanted))
    return found


def _lines(
    ledger: Ledger, path: str, wanted: Mapping[str, str]
) -> Iterable[tuple[str, tuple[str, str, int]]]:
    try:
        lines = segment.load(str(ledger.root), path, ledger.id, codec.reader(bulk=False))
    except OSError:
        return
    for number, entry in enumerate(lines, 1):
        if type(entry) is Entry and entry.id in wanted:
            yield entry.id, (entry.at, path, number)
