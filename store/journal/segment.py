"""Segments: immutable files named by what they hold, of which a commit only ever adds some."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Sequence
from typing import NamedTuple

from . import disk
from .codec import Line, Reader
from .entry import BadLine, Entry, is_writer
from .run import misfits

FEEDS = "feeds"

_PAUSE = 0.05
_TICK = 100_000_000


class Name(NamedTuple):
    """What a segment's path says: writer, month and number of its first entry, and its digest's start."""

    writer: str
    month: str
    first: int
    digest: str


def digest(data: bytes) -> str:
    """Return the 12 hex digits of a segment's SHA-256 that go into its name."""
    return hashlib.sha256(data).hexdigest()[:12]


def path_of(first: Entry, data: bytes) -> str:
    """Return the path, relative to the ledger's root, of a segment that begins with an entry."""
    return f"{FEEDS}/{first.by}/{first.at[:7]}/{first.seq}-{digest(data)}.jsonl"


def name_of(path: str) -> Name:
    """Return what a segment's path says; raises `ValueError` where it isn't the path of one."""
    feeds, writer, month, file = path.split("/")
    first, dash, rest = file.partition("-")
    named = feeds == FEEDS and is_writer(writer) and _is_month(month) and _is_file_name(file)
    if not named or not dash:
        raise ValueError(path)
    return Name(writer, month, int(first), rest[:12])


def sort_key(path: str) -> tuple[str, int, str]:
    """Return what sorts segments by writer, then by the number of the first entry."""
    parts = path.split("/", 3)
    file = parts[3]
    return parts[1], int(file[: file.index("-")]), file


def token(root: str, only: str | None = None) -> str:
    """Return a text that changes whenever a segment, of one writer if *only* one is asked for, comes or goes.

    A folder's time says so, but has ticks: in those changed last, the names are counted too.
    """
    found: list[tuple[str, str, int]] = []
    for writer in [only] if only else writers(root):
        found += [(writer, month, changed) for month, changed in _times(f"{root}/{FEEDS}/{writer}")]
    newest = max((changed for _, _, changed in found), default=0)
    counted = [
        len(os.listdir(f"{root}/{FEEDS}/{writer}/{month}")) if changed > newest - _TICK else 0
        for writer, month, changed in found
    ]
    return hashlib.sha256(repr((found, counted)).encode()).hexdigest()[:32]


def listed(root: str) -> list[str]:
    """Return the paths of all segments below a ledger's root, sorted; other files aren't looked at."""
    found: list[str] = []
    for writer in writers(root):
        found += of_writer(root, writer)
    return found


def times(root: str, writer: str) -> list[tuple[str, int]]:
    """Return the month folders of a writer with the times, in nanoseconds, at which they were changed last."""
    return _times(f"{root}/{FEEDS}/{writer}")


def settled(found: Sequence[tuple[str, int]]) -> bool:
    """Return whether a change of these folders from now on would change their times: those have ticks."""
    return max((changed for _, changed in found), default=0) < time.time_ns() - _TICK


def writers(root: str) -> list[str]:
    """Return the ids of the writers that have a folder, sorted."""
    return [name for name in _folders(f"{root}/{FEEDS}") if is_writer(name)]


def months(root: str, writer: str) -> list[str]:
    """Return the month folders of a writer, sorted."""
    return [name for name in _folders(f"{root}/{FEEDS}/{writer}") if _is_month(name)]


def of_writer(root: str, writer: str) -> list[str]:
    """Return the paths of one writer's segments, sorted by the number of the first entry."""
    found: list[str] = []
    for month in months(root, writer):
        found += of_month(root, writer, month)
    found.sort(key=sort_key)
    return found


def from_number(root: str, writer: str, seq: int) -> list[str]:
    """Return the paths of one writer's segments that may hold entries with this number or a greater one."""
    paths = of_writer(root, writer)
    later = [path for path in paths if name_of(path).first >= seq]
    return paths[max(0, len(paths) - len(later) - 1) :]


def of_month(root: str, writer: str, month: str) -> list[str]:
    """Return the paths of one writer's segments of a month, in no order."""
    folder = f"{FEEDS}/{writer}/{month}/"
    try:
        with os.scandir(f"{root}/{folder}") as entries:
            return [
                folder + entry.name
                for entry in entries
                if _is_file_name(entry.name) and entry.is_file(follow_symlinks=False)
            ]
    except FileNotFoundError:
        return []


def read(root: str, path: str) -> tuple[bytes, bool]:
    """Return a segment's bytes, and whether they are those that its name vouches for.

    Where they aren't they are read once more, since a checkout may be under way. Raises `OSError`.
    """
    wanted = path[-18:-6]
    full = f"{root}/{path}"
    data = disk.read(full)
    if hashlib.sha256(data).hexdigest().startswith(wanted):
        return data, True
    time.sleep(_PAUSE)  # for a checkout to get on
    data = disk.read(full)
    return data, digest(data) == wanted


def load(root: str, path: str, ledger: str, lines: Reader) -> list[Line]:
    """Return what each line of a segment holds, those that aren't as they were written as `BadLine`.

    Raises `OSError`.
    """
    data, sound = read(root, path)
    return judged(path, sound, lines(data, ledger))


def judged(path: str, sound: bool, found: list[Line]) -> list[Line]:
    """Return the lines of a segment, those that don't fit the file or its name as `BadLine`.

    *sound* says whether its bytes are those that its name vouches for.
    """
    if not sound:
        faults = misfits(found)
        if not faults and not any(type(line) is BadLine for line in found):
            faults = [len(found) - 1]  # nothing in the file vouches for its last line
        for place in faults if found else ():
            found[place] = BadLine("is not as it was written: the file is not what its name says")
    name = name_of(path)
    first = found[0] if found else BadLine("is missing: the file is empty")
    if type(first) is Entry and (first.seq, first.at[:7]) != (name.first, name.month):
        found[0] = BadLine("is not the entry that the file's name says")
    return found or [first]


def write(root: str, path: str, data: bytes) -> None:
    """Put a new segment in its place, durable when this returns; raises `OSError`.

    One that is there already with these bytes is left alone: its writer may have died before being told.
    """
    full = f"{root}/{path}"
    make_folders(os.path.dirname(full))
    try:
        if disk.read(full) == data:
            fd = os.open(full, os.O_RDONLY)
            try:
                disk.fsync(fd)
            finally:
                os.close(fd)
            disk.fsync_dir(os.path.dirname(full))
            return
    except FileNotFoundError:
        pass
    disk.write_new(full, data)


def make_folders(folder: str) -> None:
    """Make a folder and those above it that aren't there, each durable in the one above; raises `OSError`."""
    missing: list[str] = []
    while not os.path.isdir(folder):
        missing.append(folder)
        folder = os.path.dirname(folder)
    for made in reversed(missing):
        try:
            os.mkdir(made)
        except FileExistsError:
            continue
        disk.fsync_dir(os.path.dirname(made))


def sweep(root: str, writer: str) -> None:
    """Remove what a process that died left of a writer's segments before they had their names."""
    for month in months(root, writer):
        folder = f"{root}/{FEEDS}/{writer}/{month}"
        for name in os.listdir(folder):
            if name.startswith(".") and name.endswith(".new"):
                disk.remove(f"{folder}/{name}")


def _folders(path: str) -> list[str]:
    try:
        with os.scandir(path) as entries:
            return sorted(entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
    except (FileNotFoundError, NotADirectoryError):
        return []


def _times(path: str) -> list[tuple[str, int]]:
    """Return month folders and when each was changed, by the time that no copying tool can set."""
    try:
        with os.scandir(path) as entries:
            found = [(e.name, e.stat(follow_symlinks=False).st_ctime_ns) for e in entries if e.is_dir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(pair for pair in found if _is_month(pair[0]))


def _is_month(name: str) -> bool:
    return len(name) == 7 and name[4] == "-" and name.isascii() and (name[:4] + name[5:]).isdigit()


def _is_file_name(name: str) -> bool:
    first, _, rest = name.partition("-")
    return len(rest) == 18 and rest.endswith(".jsonl") and first.isascii() and first.isdigit()
