"""The ask of an initiative in the making: a wording is never changed, another takes its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import Invalid
from ..schema import asks

Json = Any
Wordings = Mapping[str, Mapping[str, Any]]


def placed(before: Wordings, given: Mapping[str, Json]) -> dict[str, Json]:
    """Return the wordings in *given*, each told what it follows or renders; raises `Invalid`.

    A wording takes the place of the one in its language; with no language said, of the one that holds. Unless
    told to be editorial the change is material, since only a person can say that nothing changed in
    substance. What says the same as what it would follow is left out.
    """
    there = dict(before)
    found: dict[str, Json] = {}
    for key, wording in given.items():
        if key in before:
            if wording != before[key]:
                raise Invalid(
                    "A wording that members may have seen stays as it is.",
                    "Give a new one, editorial or material.",
                )
            continue
        if wording is None:
            continue
        placed_one = _placed(there, dict(wording))
        if placed_one is not None:
            found[key] = there[key] = placed_one
    return found


def _placed(there: Wordings, wording: dict[str, Any]) -> dict[str, Any] | None:
    if wording.get("follows") or wording.get("translates"):
        return {**({"change": "material"} if wording.get("follows") else {}), **_said(wording)}
    holds = asks.authoritative(there)
    if holds is None:
        return {"authoritative": True, **_said(wording), "change": "first"}
    language = wording.get("language") or there[holds].get("language")
    standing = asks.current(there)
    same = sorted(key for key, other in standing.items() if other.get("language") == language)
    if not same:
        return {**_said(wording), "translates": holds}
    held = asks.authoritative({key: standing[key] for key in same}) or same[0]
    if len(same) == 1 and _adds_nothing(standing[held], wording):
        return None
    kept = {name: standing[held][name] for name in ("language", "authoritative") if name in standing[held]}
    if "translates" in standing[held]:
        kept["translates"] = holds
    return {**kept, "change": "material", **_said(wording), "follows": same}


def _adds_nothing(standing: Mapping[str, Any], wording: Mapping[str, Any]) -> bool:
    said = {name: value for name, value in _said(wording).items() if name != "change"}
    return all(standing.get(name) == value for name, value in said.items())


def _said(wording: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in wording.items() if value not in (None, [])}
