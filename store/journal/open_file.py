"""The open entries of one branch: appended to, read, and trimmed once they are sealed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from typing import NamedTuple

from . import disk
from .codec import MANY, Line, one, reader
from .entry import MAX_LINE, BadLine, Entry
from .heads import Note
from .run import Sealed, misfits


class Waiting(NamedTuple):
    """What an open file holds: its lines, and where what was never acknowledged begins."""

    lines: list[Line]
    end: int
    size: int


class OpenFile:
    """The file of one branch's open entries, private to the clone."""

    def __init__(self, private: str | os.PathLike[str], ref: str | None, ledger: str) -> None:
        self.folder = os.path.join(private, "open")
        self.stem = "" if ref is None else file_stem(ref)
        self.path = os.path.join(self.folder, f"{self.stem}.jsonl")
        self.name = f"open/{self.stem}.jsonl"
        self._ledger = ledger

    def stat(self) -> list[int]:
        """Return inode, size and time of change, zeros where there is no file."""
        try:
            found = os.stat(self.path)
        except OSError:
            return [0, 0, 0]
        return [found.st_ino, found.st_size, found.st_mtime_ns]

    def bytes(self) -> bytes:
        """Return all that the file holds, nothing where there is none; raises `OSError`."""
        try:
            return disk.read(self.path)
        except FileNotFoundError:
            return b""

    def first(self) -> Entry | None:
        """Return the entry that the file begins with, `None` where its first line is none; no more is read."""
        try:
            with open(self.path, "rb") as file:
                line = file.readline(MAX_LINE + 1)
        except OSError:
            return None
        found = one(line.removesuffix(b"\n"), self._ledger)
        return found if type(found) is Entry else None

    def read(self, data: bytes, start: int, note: Note | None, sealed: Sealed) -> Waiting:
        """Return what *data*, this file's bytes from an offset on, holds.

        The end of it may be a write that is under way or was cut short: it is left out, but for what was
        acknowledged by the time of the *note*. After an entry that is *sealed* too, some may be missing here.
        """
        size = note.size - start if note else 0
        end = data.rfind(b"\n") + 1
        lines = reader(bulk=end > MANY)(data[:end], self._ledger)
        known = data.count(b"\n", 0, size) if 0 < size <= end and data[size - 1 : size] == b"\n" else 0
        faults = misfits(lines, note.last if note and known == len(lines) else None, sealed)
        entry = lines[known - 1] if known else None
        if note and not faults and type(entry) is Entry and entry.id != note.last:
            faults = [] if sealed(note.by, note.seq, note.last) else [known - 1]
        for place in faults:
            entry = lines[place]
            if type(entry) is Entry and not sealed(entry.by, entry.seq, entry.id):
                lines[place] = BadLine("is not the entry that was written there")
        cut = min(unfinished(lines), len(lines) - known)
        if cut:
            end -= sum(len(line) + 1 for line in data[:end].split(b"\n")[-cut - 1 : -1])
            del lines[-cut:]
        if note and end < size and not sealed(note.by, note.seq, note.last):
            lines.append(BadLine("and those after it are not as they were written"))
        return Waiting(lines, end, len(data))

    def append(self, data: bytes) -> int:
        """Append bytes, all of them on the disk when this returns; return the size that the file has then.

        On any error the file is cut back to what it was before, and the error raised as `OSError`.
        """
        new = not os.path.exists(self.path)
        os.makedirs(self.folder, exist_ok=True)
        fd = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
        try:
            size = os.fstat(fd).st_size
            try:
                disk.write_all(fd, data)
                disk.fsync(fd)
                if new:
                    disk.fsync_dir(self.folder)
                    disk.fsync_dir(os.path.dirname(self.folder))
            except BaseException:
                with contextlib.suppress(OSError):
                    disk.truncate(fd, size)
                    disk.fsync(fd)
                if new:
                    disk.remove(self.path)
                raise
            return size + len(data)
        finally:
            os.close(fd)

    def ends_well(self, size: int) -> bool:
        """Return whether the byte before *size*, the file's size, ends a line."""
        if not size:
            return True
        fd = os.open(self.path, os.O_RDONLY)
        try:
            return os.pread(fd, 1, size - 1) == b"\n"
        finally:
            os.close(fd)

    def set_aside(self, data: bytes, end: int) -> str:
        """Move what follows an offset to a file of its own, and return that file's path; raises `OSError`."""
        path = self.keep(data[end:])
        disk.write_new(self.path, data[:end])  # another file: who had read it so far reads it all again
        return path

    def keep(self, data: bytes) -> str:
        """Put bytes that are no entries in a file of their own, and return its path; raises `OSError`."""
        path, number = os.path.join(self.folder, f"{self.stem}.torn"), 1
        while os.path.exists(path):
            number += 1
            path = os.path.join(self.folder, f"{self.stem}.{number}.torn")
        disk.write_new(path, data)
        return path

    def trim(self) -> None:
        """Empty the file, its entries being sealed; raises `OSError`."""
        fd = os.open(self.path, os.O_WRONLY)
        try:
            disk.truncate(fd, 0)
            disk.fsync(fd)
        finally:
            os.close(fd)


def unfinished(lines: Sequence[Line]) -> int:
    """Return how many lines at the end belong to a step that is not all there."""
    last = lines[-1] if lines else None
    if type(last) is not Entry:
        return 0
    step, count = last.step
    there = 0
    for line in reversed(lines):
        if type(line) is not Entry or line.step[0] != step:
            break
        there += 1
    return there if there < count else 0


def step_start(data: bytes, offset: int) -> int:
    """Return where the step begins that an offset of an open file's bytes lies in or before."""
    start = data.rfind(b"\n", 0, offset) + 1
    line = data[start : data.find(b"\n", start)]
    where = line.rfind(b'"step":["')
    mark = line[where : where + 73]  # quotes in a text are escaped, so that the last of these is the step
    while where >= 0 and start:
        before = data.rfind(b"\n", 0, start - 1) + 1
        if mark not in data[before:start]:
            break
        start = before
    return start


def file_stem(ref: str) -> str:
    """Return a file name for a branch, its own even where small and capital letters are one."""
    name = ref.removeprefix("refs/heads/")
    found = "".join(
        chr(byte) if chr(byte) in "abcdefghijklmnopqrstuvwxyz0123456789-_" else f"%{byte:02x}"
        for byte in name.encode("utf-8", "surrogateescape")
    )
    if len(found) <= 200:
        return found
    import hashlib

    return f"{found[:100]}%-{hashlib.sha256(name.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}"


def ref_name(stem: str) -> str:
    """Return the short name of the branch that `file_stem` was given."""
    pieces = stem.split("%")
    data = pieces[0].encode()
    for piece in pieces[1:]:
        try:
            data += bytes.fromhex(piece[:2]) + piece[2:].encode()
        except ValueError:
            data += b"..." + piece.encode()
    return data.decode("utf-8", "replace")


def others(folder: str, stem: str) -> list[str]:
    """Return the short names of the other branches that have open entries, sorted."""
    try:
        with os.scandir(folder) as entries:
            stems = [e.name[:-6] for e in entries if e.name.endswith(".jsonl") and e.stat().st_size]
    except OSError:
        return []
    return sorted(ref_name(other) for other in stems if other != stem)
