"""A field of an item as a person reads it: references by name, values in the words of their kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from .columns import text
from .layout import ID_SHOWN, Column, Item

if TYPE_CHECKING:
    from ...store.schema.field import Field


def shown(kind: str, name: str, item: Item, join: str = "\n") -> str:
    """Return a field of an item; what has several parts of many words is put together with *join*."""
    particular = _PARTICULAR.get((kind, name)) or _PARTICULAR.get(("", name))
    if particular is not None:
        return join.join(particular(item))
    value = item.get(name)
    named = beside(name, item)
    if named is not None:
        return named
    field = field_of(kind, name)
    if field is None or value in (None, [], {}):
        return text(value)
    if field.map is not None and field.map.kinds and isinstance(value, dict):
        return join.join(_entries(field, cast("Mapping[str, Any]", value)))
    # What a table says in one word can be typed again, as a filter; conditions are only read.
    return field.say(value) if field.ordered else field.show(value)


def beside(name: str, item: Item) -> str | None:
    """Return what a reference's field is called in words, `None` where it has no name or is no reference."""
    value = item.get(name)
    named = next((item[n] for n in (f"{name}_handle", f"{name}_name") if item.get(n)), None)
    if named is None or not value:
        return None
    if isinstance(value, list) and isinstance(named, list):
        keys, names = cast("list[str]", value), cast("list[str | None]", named)
        return ", ".join(called or key[:ID_SHOWN] for key, called in zip(keys, names, strict=False))
    return text(named)


def field_of(kind: str, name: str) -> Field | None:
    """Return a field of a kind of document; `None` for what is none, or of another answer."""
    from ...store.schema import NAMES
    from ...store.schema import kind as kind_named

    return kind_named(kind).fields.get(name) if kind in NAMES else None


def field_column(kind: str, name: str) -> Column:
    """Return a column of one field, as a page shows it."""

    def read(item: Item) -> str:
        return shown(kind, name, item, "; ")

    return Column(name.replace("_", " ").upper(), read, True)


def count_of(words: str, count: int) -> str:
    """Return a field's name, which is a plural, as so many entries of it are called."""
    if count != 1 or not words.endswith("s"):
        return words
    return f"{words[:-3]}y" if words.endswith("ies") else words[:-1]


def dissent(item: Item) -> list[str]:
    """Return how many made which objection."""
    said = [one["position"] for one in item.get("dissent") or ()]
    counts = {position: said.count(position) for position in dict.fromkeys(said)}
    return [f"{n} {position.removesuffix('s')}{'' if n == 1 else 's'}" for position, n in counts.items()]


def outputs(item: Item) -> list[str]:
    """Return what an initiative brought about: a line each, and under it one for each that is credited."""
    found: list[str] = []
    for key, output in _outputs(item):
        when = f", on {output['on']}" if output.get("on") else ""
        link = f", {output['link']}" if output.get("link") else ""
        found.append(f"{output.get('what')}{when}{link}")
        found += sorted(
            f"  {_credited(name, credit)}"
            for name, credit in _credits(item).items()
            if name.partition(":")[0] == key
        )
    return found


def _outputs(item: Item) -> list[tuple[str, dict[str, Any]]]:
    found = cast("dict[str, dict[str, Any]]", item.get("outputs") or {})
    return sorted(
        found.items(), key=lambda one: (one[1].get("on") or "9999", str(one[1].get("what")), one[0])
    )


def _credits(item: Item) -> dict[str, dict[str, Any]]:
    return cast("dict[str, dict[str, Any]]", item.get("credits") or {})


def _credited(name: str, credit: Mapping[str, Any]) -> str:
    """Return by which name a member is credited, what it is called otherwise, and its part."""
    handle = credit.get("handle") or name.partition(":")[2][:ID_SHOWN]
    part = f": {credit['part']}" if credit.get("part") else ""
    return f"{credit.get('name') or handle} ({handle}){part}"


def _credit_cells(item: Item) -> list[str]:
    what = {key: str(output.get("what")) for key, output in _outputs(item)}
    found = [
        f"{what.get(name.partition(':')[0], 'an output')}: {_credited(name, credit)}"
        for name, credit in _credits(item).items()
    ]
    return sorted(found)


def _output_cells(item: Item) -> list[str]:
    return [str(output.get("what")) for _, output in _outputs(item)]


def _comments(item: Item) -> list[str]:
    said = cast("dict[str, dict[str, Any]]", item.get("comments") or {})
    return sorted(f"{one.get('by_name') or 'somebody'}: {one.get('text')}" for one in said.values())


def _wordings(item: Item) -> list[str]:
    from ...store.schema.asks import ASK, standing

    return [ASK.show(dict(wording)) for wording, _ in standing(item.get("ask") or {})]


def _entries(field: Field, value: Mapping[str, Any]) -> list[str]:
    """Return the entries of a map whose keys are references, each after the name it has, in their order."""
    found: list[str] = []
    for key, entry in value.items():
        if not isinstance(entry, Mapping):
            found.append(f"{key[:ID_SHOWN]}: {text(entry)}")
            continue
        one = dict(cast("Mapping[str, Any]", entry))
        parts: Mapping[str, Field] = getattr(field.type, "fields", {})
        said = {n: beside(n, one) or one[n] for n in parts if one.get(n) is not None}
        found.append(f"{one.get('handle') or key[:ID_SHOWN]}: {field.type.show(said)}")
    return sorted(found)


_PARTICULAR: Final[Mapping[tuple[str, str], Callable[[Item], list[str]]]] = {
    ("decision", "dissent"): dissent,
    ("initiative", "ask"): _wordings,
    ("initiative", "outputs"): _output_cells,
    ("initiative", "credits"): _credit_cells,
    ("", "comments"): _comments,
}
