"""One thing, read whole: its fields, what was said of it, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from . import words

if TYPE_CHECKING:
    from ..store.journal.entry import Entry
    from ..store.ledger import Ledger
    from ..store.schema.field import Field

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


def read(ledger: Ledger, kind: str, key: str) -> Detail | None:
    """Return all there is to show of a thing, `None` where it is no longer there."""
    from ..store.schema import kind as kind_named
    from ..store.schema.text import mixed_scripts

    doc = ledger.get(kind, key)
    if doc is None:
        return None
    title = kind_named(kind).title(doc) or _between(ledger, doc)
    entries = ledger.history(kind, key)[-_LONGEST:]
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
        ledger.handle(kind, key) or ledger.short(kind, key),
        tuple(_fields(ledger, kind, doc)),
        tuple(_comments(ledger, entries)),
        tuple(_history(ledger, entries)),
        tuple(warnings),
    )


def _between(ledger: Ledger, doc: dict[str, Any]) -> str:
    """Return what to call a thing that has no name of its own: whom and what it stands between."""
    from ..store.schema import kind as kind_named

    ends = (
        (k, ledger.get(k, doc[k])) for k in ("member", "initiative", "group") if isinstance(doc.get(k), str)
    )
    return " · ".join(kind_named(k).title(end) for k, end in ends if end)


def shown(ledger: Ledger, field: Field, value: Any) -> str:
    """Return a field's value as people read it, references by the names of what they point to."""
    if not field.kinds or field.map is not None:
        return field.show(value)
    keys = cast("list[Any]", value) if isinstance(value, list) else [value]
    return ", ".join(_named(ledger, field, key) for key in keys)


def _named(ledger: Ledger, field: Field, key: object) -> str:
    """Return what to call the thing that a reference points to."""
    found = next((k for k in field.kinds if isinstance(key, str) and ledger.get(k, key) is not None), None)
    return ledger.label(found, str(key)) if found else str(key)[:8]


def _fields(ledger: Ledger, kind: str, doc: dict[str, Any]) -> list[Line]:
    from ..store.schema import kind as kind_named

    found: list[Line] = []
    schema = kind_named(kind)
    above = ("comments", "handle", *schema.title_fields[:1])
    for field in schema.fields.values():
        value = doc.get(field.name)
        if value not in (None, [], {}, "") and field.name not in above:
            found.append(Line(field.label, _said(ledger, kind, field, value)))
    return found


def _said(ledger: Ledger, kind: str, field: Field, value: Any) -> str:
    """Return a value with its glyph where it is a state, and as people say it where it is a date."""
    if field.name == "status" and kind in ("action", "member"):
        return words.state(words.STATUS if kind == "action" else words.STANDING, value).text
    if type(field.type).__name__ == "Date" and isinstance(value, str):
        return words.spoken(value, ledger.today())
    return shown(ledger, field, value)


def _comments(ledger: Ledger, entries: list[Entry]) -> list[Line]:
    found: list[Line] = []
    for entry in entries:
        for register, value in entry.set.items():
            if register.startswith("comments/") and isinstance(value, dict):
                comment = cast("dict[str, Any]", value)
                by = comment.get("by")
                who = ledger.label("contact", by) if isinstance(by, str) else ledger.writer_name(entry.by)
                found.append(Line(f"{moment(entry.at)} {who}", str(comment.get("text", ""))))
    return found


def _history(ledger: Ledger, entries: list[Entry]) -> list[Line]:
    from ..store.views.sentences import sentence

    return [Line(moment(entry.at), sentence(ledger, entry)) for entry in reversed(entries)]


def moment(at: str) -> str:
    """Return when an entry was made, in this machine's time."""
    try:
        made = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return at[:16]
    return f"{made.day:>2} {made:%b %H:%M}"
