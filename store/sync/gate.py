"""The gate: what came is read to the last line before anything of this clone's moves."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ..errors import Damaged, FromTheFuture
from ..journal import codec, segment
from ..journal.entry import BadLine
from ..journal.place import MARKER, Config, parse_config
from ..schema.text import clean
from .repository import FILE, Node

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of one segment; one of ours has some thousand lines of 64 KiB at the very most."""
_MARKER_MOST: Final = 4096
_FEEDS: Final = f"{segment.FEEDS}/"
_AT_ONCE: Final = 32 * 1024 * 1024

Read = Callable[[Sequence[str]], Iterable[tuple[str, bytes]]]


class Fault(NamedTuple):
    """What is wrong with something that came; the line is 0 where it is the file as such."""

    path: str
    line: int
    reason: str


def feeds(files: Mapping[str, Node]) -> dict[str, Node]:
    """Return those files that are under `feeds/`."""
    return {path: node for path, node in files.items() if path.startswith(_FEEDS)}


def examine(
    known: Config | None, base: Mapping[str, Node], came: Mapping[str, Node], read: Read
) -> list[Fault]:
    """Return what is wrong with the files of a ledger's folder that came, held against those that are known.

    Files that are known are not read again. *known* is which ledger it has to be, `None` where any will do; *read*
    gives the bytes of objects.
    """
    found = [*_marked(known, came, read), *named(came)]
    found += changed(base, came)
    if found:
        return found
    ledger = config_of(came, read).ledger
    new = {path: node for path, node in feeds(came).items() if path not in base}
    for group in _groups(new):
        by_oid = {oid: data for oid, data in read([new[path].oid for path in group])}
        for path in group:
            found += _read(ledger, path, by_oid[new[path].oid])
    return found


def changed(base: Mapping[str, Node], came: Mapping[str, Node]) -> list[Fault]:
    """Return the segments that are known and came with other bytes."""
    return [
        Fault(path, 0, "was changed, which no segment ever is")
        for path, node in feeds(came).items()
        if path in base and base[path].oid != node.oid
    ]


def removed(base: Mapping[str, Node], came: Mapping[str, Node]) -> list[Fault]:
    """Return the segments that are known and did not come."""
    return [
        Fault(path, 0, "was removed, which no segment ever is") for path in feeds(base) if path not in came
    ]


def refuse(faults: Sequence[Fault], whose: str) -> None:
    """Raise `Damaged` naming the first fault, where there is any."""
    if faults:
        first = faults[0]
        place = clean(first.path, lines=False) + (f":{first.line}" if first.line else "")
        more = f" ({len(faults) - 1} more like it)" if len(faults) > 1 else ""
        raise Damaged(
            f"What {whose} holds is refused: {place} {first.reason}{more}.",
            "Nothing here was changed. Ask whoever wrote there last what happened.",
        )


def _marked(known: Config | None, came: Mapping[str, Node], read: Read) -> Iterator[Fault]:
    """Yield what speaks against the file that says which ledger it is."""
    node = came.get(MARKER)
    if node is None:
        yield Fault(MARKER, 0, "is not there: it holds no ledger")
    elif (node.mode, node.kind) != (FILE, "blob") or node.size > _MARKER_MOST:
        yield Fault(MARKER, 0, "is not what says which ledger this is")
    else:
        try:
            found = config_of(came, read)
        except (Damaged, FromTheFuture) as error:
            yield Fault(MARKER, 0, f"can't be taken: {error.message.rstrip('.')}")
        else:
            if known and found.ledger != known.ledger:
                yield Fault(MARKER, 0, "is of another ledger")
            elif known and found.epoch != known.epoch:
                yield Fault(MARKER, 0, "is of another epoch of this ledger")


def config_of(files: Mapping[str, Node], read: Read) -> Config:
    """Return what the `allied.toml` among files says; raises `Damaged`, `FromTheFuture`."""
    ((_, data),) = read([files[MARKER].oid])
    return parse_config(data)


def named(came: Mapping[str, Node]) -> Iterator[Fault]:
    """Yield what is wrong with names, modes and sizes, none of which takes reading a file."""
    alike: dict[str, str] = {}
    for path, node in came.items():
        folded = unicodedata.normalize("NFC", path).casefold()
        if folded in alike:
            yield Fault(path, 0, f"differs from {clean(alike[folded], lines=False)} only by case or accents")
        alike[folded] = path
        if path == segment.FEEDS or (folded.startswith(_FEEDS) and not path.startswith(_FEEDS)):
            yield Fault(path, 0, "takes the place of the ledger's folder")
        if not path.startswith(_FEEDS):
            continue
        if (node.mode, node.kind) != (FILE, "blob"):
            yield Fault(path, 0, f"is no plain file: its mode is {node.mode}")
        elif not _is_segment(path):
            yield Fault(path, 0, "is not the name of a segment")
        elif node.size > LARGEST:
            yield Fault(path, 0, f"is too large: {node.size} bytes, where {LARGEST} are the most")


def _is_segment(path: str) -> bool:
    try:
        name = segment.name_of(path)
    except ValueError:
        return False
    digits = name.digest.isalnum() and name.digest == name.digest.lower()
    return (
        digits
        and path.isascii()
        and path == f"{_FEEDS}{name.writer}/{name.month}/{name.first}-{name.digest}.jsonl"
    )


def _groups(new: Mapping[str, Node]) -> Iterator[list[str]]:
    """Yield paths in groups that aren't too much to hold at once."""
    group: list[str] = []
    size = 0
    for path, node in new.items():
        group.append(path)
        size += max(0, node.size)
        if size >= _AT_ONCE:
            yield group
            group, size = [], 0
    if group:
        yield group


def _read(ledger: str, path: str, data: bytes) -> Iterator[Fault]:
    sound = segment.digest(data) == segment.name_of(path).digest
    if not sound:
        yield Fault(path, 0, "is not what its name says: its bytes have another digest")
    lines = codec.reader(bulk=len(data) > codec.MANY)
    for number, line in enumerate(segment.judged(path, sound, lines(data, ledger)), 1):
        if type(line) is BadLine:
            yield Fault(path, number, line.reason)
