"""One thing, read whole: its fields, what was said of it, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from .. import words
from . import counts
from . import tallied as decided

if TYPE_CHECKING:
    from ...store.journal.entry import Entry
    from ...store.schema.field import Field
    from ...store.views.reader import Reader

_LONGEST: Final = 200


class Line(NamedTuple):
    """A label and what goes with it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Detail:
    """What a detail pane shows of one thing."""

    kind: str
    key: str
    doc: dict[str, Any]
    title: str
    name: str
    """Its handle, or the shortest start of its id."""
    fields: tuple[Line, ...]
    comments: tuple[Line, ...]
    history: tuple[Line, ...]
    warnings: tuple[str, ...]


def read(reader: Reader, kind: str, key: str) -> Detail | None:
    """Return all there is to show of a thing, `None` where it is no longer there."""
    from ...store.schema import kind as kind_named
    from ...store.schema.text import mixed_scripts

    doc = reader.get(kind, key)
    if doc is None:
        return None
    title = kind_named(kind).title(doc) or _between(reader, doc)
    entries = list(reader.history(kind, key))[-_LONGEST:]
    warnings: list[str] = []
    if mixed_scripts(title):
        warnings.append("This name mixes scripts: it may not be what it looks like.")
    if crossed := doc.get("crossed"):
        warnings.append(f"Two answers: {', '.join(crossed)}. `allied crossed` shows both.")
    return Detail(
        kind,
        key,
        doc,
        title,
        reader.handle(kind, key) or reader.short(kind, key),
        tuple(_fields(reader, kind, doc)),
        tuple(_comments(reader, entries)),
        tuple(_history(reader, entries)),
        tuple(warnings),
    )


def _between(reader: Reader, doc: dict[str, Any]) -> str:
    """Return what to call a thing that has no name of its own: whom and what it stands between."""
    from ...store.schema import kind as kind_named

    ends = (
        (k, reader.get(k, doc[k])) for k in ("member", "initiative", "group") if isinstance(doc.get(k), str)
    )
    return " · ".join(kind_named(k).title(end) for k, end in ends if end)


def shown(reader: Reader, field: Field, value: Any) -> str:
    """Return a field's value as people read it, references by the names of what they point to."""
    if not field.kinds or field.map is not None:
        return field.show(value)
    keys = cast("list[Any]", value) if isinstance(value, list) else [value]
    return ", ".join(_named(reader, field, key) for key in keys)


def _named(reader: Reader, field: Field, key: object) -> str:
    """Return what to call the thing that a reference points to."""
    found = next((k for k in field.kinds if isinstance(key, str) and reader.get(k, key) is not None), None)
    return reader.label(found, str(key)) if found else str(key)[:8]


def _fields(reader: Reader, kind: str, doc: dict[str, Any]) -> list[Line]:
    from ...store.schema import kind as kind_named

    counted = kind == "decision"
    numbers = decided.lines(reader, doc) if counted else counts.lines(reader, kind, str(doc["id"]))
    found = [Line(*one) for one in numbers]
    schema = kind_named(kind)
    above = ("comments", "handle", *schema.title_fields[:1], *(decided.COUNTED if counted else ()))
    for field in schema.fields.values():
        value = doc.get(field.name)
        if value not in (None, [], {}, "") and field.name not in above:
            found.append(Line(field.label, _said(reader, kind, field, value)))
    return found


def _said(reader: Reader, kind: str, field: Field, value: Any) -> str:
    """Return a value with its glyph where it is a state, and as people say it where it is a date."""
    if field.name == "status" and kind in ("action", "member"):
        return words.state(words.STATUS if kind == "action" else words.STANDING, value).text
    if type(field.type).__name__ == "Date" and isinstance(value, str):
        return words.spoken(value, reader.today())
    return shown(reader, field, value)


def _comments(reader: Reader, entries: list[Entry]) -> list[Line]:
    found: list[Line] = []
    for entry in entries:
        for register, value in entry.set.items():
            if register.startswith("comments/") and isinstance(value, dict):
                comment = cast("dict[str, Any]", value)
                by = comment.get("by")
                who = reader.label("contact", by) if isinstance(by, str) else reader.writer_name(entry.by)
                found.append(Line(f"{moment(entry.at)} {who}", str(comment.get("text", ""))))
    return found


def _history(reader: Reader, entries: list[Entry]) -> list[Line]:
    from ...store.views.sentences import sentence

    return [Line(moment(entry.at), sentence(reader, entry)) for entry in reversed(entries)]


def moment(at: str) -> str:
    """Return when an entry was made, in this machine's time."""
    try:
        made = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return at[:16]
    return f"{made.day:>2} {made:%b %H:%M}"
