"""What a view came to, kept for the next start: good only while nothing of what it was made from has changed."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from .layer import Json

# Raised whenever what is remembered, or what it is made from, changes.
_FORM = 1


def recall(folder: Path, name: str, state: Json) -> Json | None:
    """Return what was remembered under a name when the state was this one, `None` otherwise.

    What can't be read, or was changed, counts as nothing: it is made anew.
    """
    try:
        data = (folder / f"{name}.json").read_bytes()
        mark, _, body = data.partition(b"\n")
        if mark != _mark(state, body):
            return None
        found: Json = json.loads(body)
    except (OSError, ValueError):
        return None
    return found


def remember(folder: Path, name: str, state: Json, value: Json) -> None:
    """Keep a value under a name until the state is another; a disk that won't take it is no fault."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    path = folder / f"{name}.json"
    draft = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(_mark(state, body) + b"\n" + body)
        os.replace(draft, path)


def _mark(state: Any, body: bytes) -> bytes:
    """Return the fingerprint of a state and of what was made from it."""
    said = json.dumps([_FORM, state], sort_keys=True, default=str).encode("utf-8", "surrogatepass")
    return hashlib.sha256(said + b"\n" + body).hexdigest().encode()
