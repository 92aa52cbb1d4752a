"""Records that were said to be one: which key names each class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..schema.keys import is_hex
from .state import First, State, as_state

States = Mapping[str, Mapping[str, State | First]]


def aliases(states: States) -> dict[str, str]:
    """Return, for every key whose class goes by another key, that one: the least of the class.

    Opt-ins of one member on one initiative are one, however many records either of the two has.
    """
    above: dict[str, str] = {}
    for records in states.values():
        for key, state in records.items():
            if isinstance(state, tuple) and "same" not in state[4]:
                continue
            for other in _same_as(as_state(state)):
                _unite(above, key, other)
    if not above:
        return {}
    pairs: dict[tuple[str, str], str] = {}
    for key, state in states.get("optin", {}).items():
        found = as_state(state)
        pair = pair_of(found, {name: _top(above, name) for name in _pair(found)})
        if pair is not None:
            _unite(above, key, pairs.setdefault(pair, key))
    return {key: top for key in above if (top := _top(above, key)) != key}


def groups(names: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the keys of each class, under the key that names it."""
    found: dict[str, list[str]] = {}
    for key, top in names.items():
        found.setdefault(top, [top]).append(key)
    return {top: sorted(keys) for top, keys in found.items()}


def pair_of(state: State, names: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the initiative and the member of an opt-in, each by the key of its class."""
    found = _pair(state)
    if len(found) != 2:
        return None
    return names.get(found[0], found[0]), names.get(found[1], found[1])


def _pair(state: State) -> list[str]:
    found = [state.live(register) for register in ("initiative", "member")]
    return [settings[0].value for settings in found if settings and isinstance(settings[0].value, str)]


def _same_as(state: State) -> Iterable[str]:
    if "same" not in state.values and "same" not in state.several:
        return ()
    values = [setting.value for setting in state.live("same")]
    # While somebody says that two are one and somebody else that they aren't, they stay two. What is no key
    # names no record: texts that happen to be equal to it would be taken for one.
    return () if None in values else [value for value in values if is_hex(value)]


def _top(above: dict[str, str], key: str) -> str:
    while (higher := above.get(key, key)) != key:
        key = higher
    return key


def _unite(above: dict[str, str], one: str, other: str) -> None:
    one, other = _top(above, one), _top(above, other)
    if one != other:
        low, high = sorted((one, other))
        above[high] = low
