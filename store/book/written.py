"""When the values of many documents were written, read off their states as they are stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from .state import Json, State


def written(records: Mapping[str, Json], register: str) -> dict[str, str]:
    """Return when what is shown first of a register was written, by key, of states or their JSON."""
    found: dict[str, str] = {}
    for key, record in records.items():
        at = written_at(record, register)
        if at is not None:
            found[key] = at
    return found


def written_at(record: State | Json, register: str) -> str | None:
    """Return the same of one state, or of what `State.to_json` gave."""
    if isinstance(record, State):
        settings = record.live(register)
        return settings[0].mark.at if settings else None
    if register in record["v"]:
        setter = record["s"].get(register, 0) if "s" in record else 0
        return cast("str", record["m"][setter][1])
    several = record["x"].get(register) if "x" in record else None
    return max(record["m"][pair[0]][1] for pair in several) if several else None
