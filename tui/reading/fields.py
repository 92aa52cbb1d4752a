"""The fields of a thing as people read them: what is named by its name, what is kept by an id in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from .. import words
from .lines import Line, Piece, joined, plain

if TYPE_CHECKING:
    from ...store.schema.field import Field
    from ...store.schema.types import Type
    from ...store.views.reader import Reader

_STATES: Final = {
    ("action", "status"): words.STATUS, ("action", "priority"): words.PRIORITY,
    ("member", "status"): words.STANDING, ("decision", "status"): words.DECIDED, ("optin", "state"): words.OPTED,
}  # fmt: skip
_GROUP: Final = "group:"


def lines(reader: Reader, kind: str, doc: Mapping[str, Any], above: tuple[str, ...]) -> list[Line]:
    """Return what is kept of a thing, a line a field; those in *above* are said elsewhere."""
    from ...store.schema import kind as kind_named

    found: list[Line] = []
    for field in kind_named(kind).fields.values():
        value = doc.get(field.name)
        if value in (None, [], {}, "") or field.name in above:
            continue
        if (kind, field.name) in _PARTICULAR:
            found += _PARTICULAR[kind, field.name](reader, doc)
        elif (states := _STATES.get((kind, field.name))) is not None:
            found.append(plain(field.label, words.state(states, value).text))
        else:
            found.append(Line(field.label, tuple(pieces(reader, field, value))))
    return found


def pieces(reader: Reader, field: Field, value: Any) -> list[Piece]:
    """Return a field's value in words, each part that names another thing by itself."""
    if field.map is not None:
        several = cast("dict[str, Any]", value)
        told = [
            [*_one(reader, field.map, name), Piece(": "), *_one(reader, field.type, part)]
            for name, part in several.items()
        ]
        return joined(told, "\n" if field.map.kinds else ", ")
    if field.many:
        parts = cast("list[Any]", value)
        return joined([_one(reader, field.type, part) for part in parts], "\n" if field.ordered else ", ")
    return _one(reader, field.type, value)


def _one(reader: Reader, of: Type, value: Any) -> list[Piece]:
    """Return one value in words."""
    if of.kinds and isinstance(value, str):
        return [named(reader, of.kinds, value)]
    if of.name == "date" and isinstance(value, str):
        return [Piece(words.spoken(value, reader.today()))]
    if of.name == "instant" and isinstance(value, dict):
        return [Piece(_instant(reader, cast("dict[str, Any]", value)))]
    fields: Mapping[str, Field] = getattr(of, "fields", {})
    if of.name == "record" and isinstance(value, dict):
        parts = cast("dict[str, Any]", value)
        there = [name for name in fields if parts.get(name) not in (None, [], "")]
        told = [
            [*([Piece(f"{fields[name].label} ")] if at else []), *pieces(reader, fields[name], parts[name])]
            for at, name in enumerate(there)
        ]
        return joined(told, ", ")
    return [Piece(of.say(value))]


def _instant(reader: Reader, value: Mapping[str, Any]) -> str:
    """Return a point in time as the clock of its own zone shows it."""
    from ...store.views import times

    zone = str(value.get("zone", "UTC"))
    at = times.local(str(value.get("at")), zone)
    return times.shown(value) if at is None else f"{words.day(at.date(), reader.today())} {at:%H:%M} {zone}"


def named(reader: Reader, kinds: tuple[str, ...], value: str) -> Piece:
    """Return the thing that a reference points to by its name; what is only a name in words is itself."""
    from ...store.schema import keys

    if value.startswith(_GROUP):
        kinds, value = ("group",), value.removeprefix(_GROUP)
    found = next((kind for kind in kinds if reader.get(kind, value) is not None), None)
    if found is not None:
        return Piece(reader.label(found, value), (found, value))
    return Piece(reader.label(kinds[0], value) if keys.is_reference(value) else value)


def _ask(reader: Reader, doc: Mapping[str, Any]) -> list[Line]:
    """Return what is asked, whole, in every language it is asked in."""
    from ...store.schema.asks import standing

    found: list[Line] = []
    for wording, holds in standing(doc["ask"]):
        text = str(wording.get("text", ""))
        if wording.get("plain"):
            text += f"\nIn plain words: {wording['plain']}"
        if holds:
            text += "\n✓ This wording holds where languages differ."
        found.append(plain(f"ask {wording.get('language') or ''}".rstrip(), text))
    return found


def _saw(reader: Reader, doc: Mapping[str, Any]) -> list[Line]:
    """Return which wording of the ask a member saw."""
    from ...store.views import wordings

    saw = wordings.saw(reader, doc)
    if saw is None:
        return [plain("saw", "words that are not here")]
    return [plain("saw", wordings.told(saw, words.day(saw.on, reader.today()) if saw.on else ""))]


def _outputs(reader: Reader, doc: Mapping[str, Any]) -> list[Line]:
    """Return what an initiative brought about, and who is credited for it by which name."""
    outputs, credits = (
        cast("dict[str, Any]", doc["outputs"]),
        cast("dict[str, Any]", doc.get("credits") or {}),
    )
    found: list[list[Piece]] = []
    for key, output in sorted(outputs.items(), key=lambda one: (str(one[1].get("on") or "9999"), one[0])):
        on = f", {words.spoken(output['on'], reader.today())}" if output.get("on") else ""
        link = f", {output['link']}" if output.get("link") else ""
        told = [Piece(f"{output.get('what', '')}{on}{link}")]
        for name, credit in credits.items():
            of, _, member = name.partition(":")
            if of == key:
                part = f": {credit['part']}" if credit.get("part") else ""
                told += [
                    Piece(f"\n  {credit.get('name')} ("),
                    named(reader, ("member",), member),
                    Piece(f"){part}"),
                ]
        found.append(told)
    return [Line("brought about", tuple(joined(found, "\n")))]


def _saw_in(reader: Reader, doc: Mapping[str, Any]) -> list[Line]:
    """Return in which language a member saw the ask, where that isn't said with the wording."""
    return [] if doc.get("ask") else [plain("saw in", str(doc["ask_language"]))]


def _nothing(reader: Reader, doc: Mapping[str, Any]) -> list[Line]:
    """Return nothing: it is said with another field."""
    return []


_PARTICULAR: Final[Mapping[tuple[str, str], Callable[[Reader, Mapping[str, Any]], list[Line]]]] = {
    ("initiative", "ask"): _ask,
    ("initiative", "outputs"): _outputs,
    ("initiative", "credits"): _nothing,
    ("optin", "ask"): _saw,
    ("optin", "ask_language"): _saw_in,
}
