"""How the journal grows: appending a step to the open file, and sealing what is open into a segment."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import pace
from ..errors import FromTheFuture, Invalid
from . import disk, segment
from .canonical import BadJson
from .entry import BadLine, Entry, make
from .heads import Note

if TYPE_CHECKING:
    from .journal import Journal


class _Position(NamedTuple):
    """Where the next entry goes: the heads it follows, their greatest number, the open file's size."""

    heads: list[str]
    seq: int
    size: int
    token: str


def append(journal: Journal, bodies: Sequence[Mapping[str, Any]], at: str) -> list[Entry]:
    """Write bodies as one step; see `Journal.append`."""
    journal.look()
    if journal.place.ref is None:
        raise Invalid(
            "HEAD is detached, so a change would belong to no branch.", "git switch takes you to a branch."
        )
    by = journal.writer.ensure()
    try:
        here = _position(journal, by)
        entries = _made(journal, bodies, at, by, here)
        pace.settle()
        size = journal.open_file.append(b"".join(entry.line + b"\n" for entry in entries))
    except OSError as error:
        raise disk.cannot_write(error, journal.open_file.path) from None
    if entries:
        note = Note(by, [entries[-1].id], entries[-1].seq, here.token, size, entries[-1].id)
        journal.notes.write(journal.open_file.stem, note)
    return entries


def _made(
    journal: Journal, bodies: Sequence[Mapping[str, Any]], at: str, by: str, here: _Position
) -> list[Entry]:
    entries: list[Entry] = []
    prev, seq = here.heads, here.seq
    step = [os.urandom(32).hex(), len(bodies)]
    for number, body in enumerate(bodies):
        pace.at(number, len(bodies))
        seq += 1
        salt = os.urandom(32).hex()
        try:
            entry = make(
                ledger=journal.ledger_id,
                by=by,
                seq=seq,
                prev=prev,
                at=at,
                body={"step": step, **body},
                salt=salt,
            )
        except (BadLine, BadJson) as bad:
            hint = "Keep long texts in a file elsewhere, and give a link." if "longer" in str(bad) else None
            raise Invalid(f"The change can't be written: it {bad}.", hint) from None
        entries.append(entry)
        prev = [entry.id]
    return entries


def _position(journal: Journal, by: str) -> _Position:
    """Return where the next entry goes: as noted after the last write, else found from the feed."""
    file = journal.open_file
    size = file.stat()[1]
    token = segment.token(journal.root, by)
    note = journal.notes.read(file.stem)
    if note and (note.by, note.token, note.size) == (by, token, size) and file.ends_well(size):
        return _Position(note.heads, note.seq, size, token)
    lines = _mended(journal, note)
    feed = journal.shelf.feed(by)
    feed.take(file.name, [line for line in lines if type(line) is Entry and line.by == by])
    feed.settle()
    return _Position(feed.heads(), feed.greatest(), file.stat()[1], token)


def _mended(journal: Journal, note: Note | None) -> list[Entry | BadLine | None]:
    """Return what the open file holds, once an unfinished end of it is set aside; raises `OSError`."""
    data = journal.open_file.bytes()
    waiting = journal.open_file.read(data, 0, note, journal.shelf.holds)
    if waiting.end < len(data):
        journal.torn = Path(journal.open_file.set_aside(data, waiting.end))
    return waiting.lines


def seal(journal: Journal, publish: Callable[[str], None] | None) -> Path | None:
    """Seal the open entries into a segment; see `Journal.seal`."""
    journal.look()
    file = journal.open_file
    if not file.stat()[1]:
        return None
    path: str | None = None
    try:
        note = journal.notes.read(file.stem)
        size = file.stat()[1]
        lines = _mended(journal, note)
        entries = [line for line in lines if type(line) is Entry]
        if any(type(line) is BadLine and line.newer for line in lines):
            raise FromTheFuture(
                "Open entries are of a newer form than this version reads.", "Install a newer Allied."
            )
        if len(entries) < len(lines):
            journal.torn = Path(file.keep(file.bytes()))
        for by in dict.fromkeys(entry.by for entry in entries):
            holds = bool(
                note and (note.by, note.size) == (by, size) and note.token == segment.token(journal.root, by)
            )
            path = _sealed(journal, by, [entry for entry in entries if entry.by == by])
            if publish:
                publish(path)
            note = (
                note._replace(token=segment.token(journal.root, by), size=0, last="")
                if note and holds
                else None
            )
        journal.notes.write(file.stem, note)
        file.trim()
    except OSError as error:
        raise disk.cannot_write(error, journal.root) from None
    return Path(journal.root, path) if path else None


def _sealed(journal: Journal, by: str, entries: list[Entry]) -> str:
    """Put one writer's entries in a segment, less those that are in one already; return its path."""
    there = {
        entry.id: path
        for path in segment.from_number(journal.root, by, entries[0].seq)
        for entry in journal.shelf.entries(path)
    }
    fresh = [entry for entry in entries if entry.id not in there]
    segment.sweep(journal.root, by)
    journal.shelf.forget()
    if fresh:
        data = b"".join(entry.line + b"\n" for entry in fresh)
        path = segment.path_of(fresh[0], data)
        segment.write(journal.root, path, data)
    else:
        path = there[entries[-1].id]
        data = disk.read(f"{journal.root}/{path}")
    with contextlib.suppress(OSError):  # a copy; the segment itself is durable
        journal.own.keep(path, data)
    return path
