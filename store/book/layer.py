"""Files that answer for one key without being read whole, and load at a stroke when all is wanted.

A sheet is one JSON object with a member a line, sorted: `json.load` reads it, and a key, or all keys with one
start, are found by bisecting its bytes.
"""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

Json = Any

_OPENING, _BETWEEN, _CLOSING = b"{\n", b",\n", b"\n}\n"
# From this many bytes on, orjson saves more than the 20 ms that importing it costs.
_LARGE = 2_500_000


class Torn(Exception):
    """A file of the cache is not as it was written."""


def parse(data: bytes) -> Json:
    """Return the JSON value in *data*; raises `Torn` where it holds none."""
    try:
        if len(data) < _LARGE:
            return json.loads(data)
        import orjson

        return orjson.loads(data)
    except ValueError as error:
        raise Torn(str(error)) from None


def dump(value: Json) -> bytes:
    """Return a value as one line of JSON without the line's end."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def line(key: str, value: bytes) -> bytes:
    """Return one member of a sheet: its key and the JSON of its value."""
    return dump(key) + b":" + value


def write(path: Path, lines: Mapping[str, bytes]) -> None:
    """Write a sheet of the lines that `line` made, under their keys."""
    with open(path, "wb") as file:
        file.write(_OPENING)
        file.write(_BETWEEN.join(sorted(lines.values())))
        file.write(_CLOSING)


def fingerprint(path: Path) -> list[int]:
    """Return what tells whether a file was changed since: inode, size and time of change."""
    stat = os.stat(path)
    return [stat.st_ino, stat.st_size, stat.st_mtime_ns]


class Sheet:
    """One sheet on disk, open for look-ups."""

    def __init__(self, path: Path, expected: list[int]) -> None:
        """Open the sheet; raises `Torn` where the file isn't the one that *expected* describes."""
        self.path = path
        try:
            with open(path, "rb") as file:
                stat = os.fstat(file.fileno())
                if [stat.st_ino, stat.st_size, stat.st_mtime_ns] != expected:
                    raise Torn(f"{path.name} was changed")
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise Torn(f"{path.name}: {error}") from None
        # One key after another is asked for several times over, and a sheet is never written again.
        self._last = (b"", 0)
        if self._bytes[:2] != _OPENING or self._bytes[-3:] != _CLOSING:
            raise Torn(f"{path.name} is incomplete")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._bytes.close()

    def get(self, key: str) -> tuple[bool, Json]:
        """Return whether the key is here, and its value."""
        wanted = dump(key) + b":"
        if self._last[0] != wanted:
            self._last = wanted, self._first(wanted)
        found = self._line(self._last[1])
        if not found.startswith(wanted):
            return False, None
        return True, parse(found[len(wanted) :])

    def starting(self, start: str) -> Iterator[str]:
        """Yield the keys that begin with *start*, in order."""
        wanted = dump(start)[:-1]
        at = self._first(wanted)
        while (found := self._line(at)).startswith(wanted):
            yield json.loads(found[: _key_end(found)])
            at += len(found) + len(_BETWEEN)

    def load(self) -> dict[str, Json]:
        """Return all of it."""
        return parse(self._bytes[:])

    def lines(self) -> dict[str, bytes]:
        """Return every line under its key, unread."""
        body = self._bytes[len(_OPENING) : -len(_CLOSING)]
        if not body:
            return {}
        return {json.loads(found[: _key_end(found)]): found for found in body.split(_BETWEEN)}

    def _line(self, at: int) -> bytes:
        """Return the line that begins at an offset, without the comma; empty at the end."""
        end = self._bytes.find(b"\n", at)
        if end < 0 or self._bytes[at : at + 1] == b"}":
            return b""
        found = self._bytes[at:end]
        return found[:-1] if found.endswith(b",") else found

    def _first(self, wanted: bytes) -> int:
        """Return where the first line that isn't less than *wanted* begins."""
        low, high = len(_OPENING), len(self._bytes) - len(_CLOSING) + 1
        while low < high:
            middle = self._bytes.rfind(b"\n", 0, (low + high) // 2) + 1
            middle = max(middle, low)
            end = self._bytes.find(b"\n", middle)
            if self._bytes[middle : middle + len(wanted)] < wanted:
                low = end + 1
            else:
                high = middle
        return low


def _key_end(found: bytes) -> int:
    """Return where a line's key ends, past its closing quote."""
    at = 1
    while True:
        at = found.index(b'"', at)
        backslashes = at - len(found[:at].rstrip(b"\\"))
        if backslashes % 2 == 0:
            return at + 1
        at += 1
