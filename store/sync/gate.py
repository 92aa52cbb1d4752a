"""The gate: what came is read to the last line before anything of this clone's moves."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ..errors import Damaged, FromTheFuture
from ..journal import codec, segment
from ..journal.entry import BadLine
from ..journal.place import MARKER, Config, parse_config
from ..schema.text import clean
from .repository import FILE, Difference, Node, Repository

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of one segment; one of ours has some thousand lines of 64 KiB at the very most."""
REMOVED: Final = "was removed, which no segment ever is"
_MARKER_MOST: Final = 4096
_FEEDS: Final = f"{segment.FEEDS}/"
_AT_ONCE: Final = 32 * 1024 * 1024


class Fault(NamedTuple):
    """What is wrong with something that came; the line is 0 where it is the file as such."""

    path: str
    line: int
    reason: str


def feeds(files: Mapping[str, Node]) -> dict[str, Node]:
    """Return those files that are under `feeds/`."""
    return {path: node for path, node in files.items() if path.startswith(_FEEDS)}


def examine(repository: Repository, known: Config | None, difference: Difference, came: str) -> list[Fault]:
    """Return what is wrong with a commit of a ledger, by its *difference* from one whose segments are known.

    Segments that are known are not read again, and that some aren't in what came is for others to judge. *known* is
    which ledger it has to be, `None` where any will do.
    """
    files = repository.sizes(repository.files(came, MARKER))
    found = [*_marked(repository, known, files), *_beside(repository, difference, came)]
    new = repository.sizes(difference.added)
    found += [*named(new), *changed(difference)]
    if found:
        return found
    ledger = config_of(repository, files).ledger
    for group in _groups(new):
        by_oid = dict(repository.blobs([new[path].oid for path in group]))
        for path in group:
            found += _read(ledger, path, by_oid[new[path].oid])
    return found


def changed(difference: Difference) -> list[Fault]:
    """Return the segments that are on both sides with other bytes."""
    return [Fault(path, 0, "was changed, which no segment ever is") for path in difference.changed]


def removed(difference: Difference) -> list[Fault]:
    """Return the segments that only the old side has."""
    return [Fault(path, 0, REMOVED) for path in difference.removed]


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


def _marked(repository: Repository, known: Config | None, files: Mapping[str, Node]) -> Iterator[Fault]:
    """Yield what speaks against the file that says which ledger it is."""
    node = files.get(MARKER)
    if node is None:
        yield Fault(MARKER, 0, "is not there: it holds no ledger")
    elif (node.mode, node.kind) != (FILE, "blob") or node.size > _MARKER_MOST:
        yield Fault(MARKER, 0, "is not what says which ledger this is")
    else:
        try:
            found = config_of(repository, files)
        except (Damaged, FromTheFuture) as error:
            yield Fault(MARKER, 0, f"can't be taken: {error.message.rstrip('.')}")
        else:
            if known and found.ledger != known.ledger:
                yield Fault(MARKER, 0, "is of another ledger")
            elif known and found.epoch != known.epoch:
                yield Fault(MARKER, 0, "is of another epoch of this ledger")


def config_of(repository: Repository, files: Mapping[str, Node]) -> Config:
    """Return what the `allied.toml` among files says; raises `Damaged`, `FromTheFuture`."""
    ((_, data),) = repository.blobs([files[MARKER].oid])
    return parse_config(data)


def _beside(repository: Repository, difference: Difference, came: str) -> Iterator[Fault]:
    """Yield what came beside the segments and would be one file with something else on some machines."""
    prefix = repository.prefix
    new = {path for path, (old, now) in difference.beside.items() if old is None and now is not None}
    if not new:
        return
    alike: dict[str, str] = {}
    for name in repository.files(came):
        path = prefix + name
        folded = unicodedata.normalize("NFC", path).casefold()
        other = alike.setdefault(folded, path)
        if other != path and new & {path, other}:
            yield Fault(name, 0, f"differs from {clean(other, lines=False)} only by case or accents")
        within = folded.removeprefix(prefix.casefold())
        if path in new and (within == segment.FEEDS or within.startswith(_FEEDS)):
            yield Fault(name, 0, "takes the place of the ledger's folder")


def named(segments: Mapping[str, Node]) -> Iterator[Fault]:
    """Yield what is wrong with names, modes and sizes of what is under `feeds/`, none of which takes reading it.

    What passes can't be one file with another that passes: all of it is small letters and digits.
    """
    for path, node in segments.items():
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
