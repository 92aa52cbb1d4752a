"""What the last sync of this clone came to, kept beside the ledger so that it can be told later on."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, cast

from . import codec, disk, segment
from .entry import Entry

_NAME: Final = "synced"
_MOST: Final = 5000  # entries that are read of what came in: a first sync may bring all there is


@dataclass(frozen=True, slots=True)
class Last:
    """When this clone was synced last, with which remote, how much went and came, and in which segments it came."""

    at: str
    remote: str
    branch: str
    sent: int
    came: int
    came_in: tuple[str, ...] = ()


def note(private: Path, done: Last) -> None:
    """Note what a sync came to; where the disk refuses, the sync was done all the same."""
    with suppress(OSError):
        disk.write_new(os.path.join(private, _NAME), json.dumps(asdict(done)).encode())


def read(private: Path) -> Last | None:
    """Return what the last sync came to, `None` where none is noted."""
    try:
        found: Any = json.loads(disk.read(os.path.join(private, _NAME)))
        said = cast("dict[str, Any]", found)
        return Last(
            str(said["at"]), str(said["remote"]), str(said["branch"]),
            int(said["sent"]), int(said["came"]), tuple(map(str, said["came_in"])),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):
        return None


def arrived(private: Path, root: str, ledger_id: str, listed: Callable[[], Iterable[str]]) -> list[Entry]:
    """Return the entries that came in with the last sync, the newest first, of very many only some.

    *listed* gives the segments that are there: what is gone, or can't be read, is left out.
    """
    done = read(private)
    if done is None or not done.came_in:
        return []
    there, lines = set(listed()), codec.reader(bulk=False)
    found: list[Entry] = []
    for path in done.came_in:
        with suppress(OSError, ValueError):
            if path in there and len(found) < _MOST:
                found += [e for e in segment.load(root, path, ledger_id, lines) if type(e) is Entry]
    return sorted(found, key=lambda entry: (entry.at, entry.seq, entry.id), reverse=True)
