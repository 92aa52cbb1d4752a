"""When the values of many documents were written, read off their states as they are stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from .state import Json, State


def written(records: Mapping[str, Json], register: str) -> dict[str, str]:
    """Return when what is shown first of a register was written, by key, of states or their JSON."""
    found: dict[str, str] = {}
    for key, record in records.items():
        at = _of_state(record, register) if isinstance(record, State) else _of_json(record, register)
        if at is not None:
            found[key] = at
    return found


def _of_state(state: State, register: str) -> str | None:
    settings = state.live(register)
    return settings[0].mark.at if settings else None


def _of_json(data: Json, register: str) -> str | None:
    """Return the same of what `State.to_json` gave."""
    if register in data["v"]:
        setter = data["s"].get(register, 0) if "s" in data else 0
        return cast("str", data["m"][setter][1])
    several = data["x"].get(register) if "x" in data else None
    return max(data["m"][pair[0]][1] for pair in several) if several else None
