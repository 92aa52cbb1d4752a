"""Whether a clone can be written to: tried, since permissions alone don't tell."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from ..errors import AlliedError
from . import disk
from .lock import Lock

_MUCH: Final = 16384
"""Bytes that a step may well take; a disk with less room than that counts as full."""


def refusal(private: Path, lock: Path) -> AlliedError | None:
    """Return what keeps a clone from writing now, `None` where nothing does; waits for nobody, leaves nothing."""
    path = os.fspath(private / f"probe-{os.getpid()}")
    try:
        with Lock(lock, wait=0.0):
            try:
                disk.write_new(path, bytes(_MUCH))
            except OSError as error:
                return disk.cannot_write(error, path)
            finally:
                disk.remove(path)
    except AlliedError as error:
        return error
    return None
