"""Who writes in this clone: a random id, the contact who uses it, the meeting that runs. Private to the clone."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import Damaged, Invalid
from . import disk, settings
from .entry import is_hex, is_writer

FIXED = "ALLIED_WRITER"

_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"


class Writer:
    """The writer of one clone."""

    def __init__(self, private: Path) -> None:
        self._path = os.path.join(private, "writer.toml")
        self._known: settings.Settings | None = None

    def id(self) -> str | None:
        """Return the id that this clone writes under, `None` before its first write."""
        fixed = os.environ.get(FIXED)
        if fixed:
            if not is_writer(fixed):
                raise Invalid(
                    f"{FIXED} is no writer's id.",
                    "Give it 12 small letters or digits, the same at every run.",
                )
            return fixed
        found = self._read().get("id")
        return found if isinstance(found, str) else None

    def ensure(self) -> str:
        """Return the id to write under, made if there is none yet; raises `Invalid`, `CannotWrite`.

        The caller holds the lock.
        """
        self._known = None  # another process may have given this clone an id meanwhile
        found = self.id()
        in_ci = os.environ.get("CI", "").lower() not in ("", "0", "false")
        if in_ci and not os.environ.get(FIXED):
            raise Invalid(
                f"A write in CI needs {FIXED}, or every run would start a feed of its own.",
                f"Set {FIXED} to 12 small letters or digits, one id for each job that writes.",
            )
        if found is None:
            found = "".join(_ALPHABET[byte % 36] for byte in _fair_bytes(12))
            self._write({**self._read(), "id": found})
        return found

    def renew(self) -> None:
        """Forget the id, so that the next write makes another; raises `CannotWrite`. The caller holds the lock."""
        self._note("id", None)

    def me(self) -> str | None:
        """Return the key of the contact who uses this clone."""
        return self._noted("me")

    def set_me(self, key: str) -> None:
        """Note who uses this clone; raises `CannotWrite`."""
        self._note("me", key)

    def meeting(self) -> str | None:
        """Return the key of the meeting that runs where this clone is."""
        return self._noted("meeting")

    def set_meeting(self, key: str | None) -> None:
        """Note the meeting that runs, `None` where it is over; raises `CannotWrite`."""
        self._note("meeting", key)

    def _noted(self, name: str) -> str | None:
        found = self._read().get(name)
        return found if isinstance(found, str) else None

    def _note(self, name: str, key: str | None) -> None:
        self._known = None  # another process may have noted something meanwhile
        kept = {other: value for other, value in self._read().items() if other != name}
        self._write(kept | ({name: key} if key is not None else {}))

    def _read(self) -> settings.Settings:
        if self._known is not None:
            return self._known
        try:
            found = settings.read(disk.read(self._path), self._path)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise Damaged(f"{self._path} can't be read: {error.strerror}.") from None
        keys = (found.get(name, "0" * 32) for name in ("me", "meeting"))
        if not is_writer(found.get("id", "0" * 12)) or not all(is_hex(key, 32) for key in keys):
            raise Damaged(
                f"{self._path} names no writer.",
                "Remove it: the next write makes a new one, then run allied me.",
            )
        self._known = found
        return found

    def _write(self, values: settings.Settings) -> None:
        try:
            os.makedirs(os.path.dirname(self._path), exist_ok=True)
            disk.write_new(self._path, settings.write(values))
        except OSError as error:
            raise disk.cannot_write(error, self._path) from None
        self._known = values


def _fair_bytes(count: int) -> bytes:
    """Return random bytes below 252, of which each remainder by 36 is as likely as any other."""
    found = b""
    while len(found) < count:
        found += bytes(byte for byte in os.urandom(count) if byte < 252)
    return found[:count]
