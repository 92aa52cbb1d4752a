"""One thing, read whole: its fields, what points to it, what was said of it, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from . import clock, counts, fields, touches
from . import tallied as decided
from .lines import Line, Section, plain

if TYPE_CHECKING:
    from ...store.journal.entry import Entry
    from ...store.schema.field import Field
    from ...store.views.reader import Reader

_LONGEST: Final = 200


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
    touches: tuple[Section, ...]
    comments: tuple[Line, ...]
    history: tuple[Line, ...]
    clock: str
    """By which clock the history tells times."""
    warnings: tuple[str, ...]
    crossed: tuple[str, ...] = ()
    """What has two answers, in words."""


def read(reader: Reader, kind: str, key: str) -> Detail | None:
    """Return all there is to show of a thing, `None` where it is no longer there."""
    from ...store.schema.text import mixed_scripts
    from ...store.views import crossed

    doc = reader.get(kind, key)
    if doc is None:
        return None
    title = called(reader, kind, doc)
    key = str(doc["id"])
    entries = list(reader.history(kind, key))[-_LONGEST:]
    mixed = ("This name mixes scripts: it may not be what it looks like.",) if mixed_scripts(title) else ()
    return Detail(
        kind,
        key,
        doc,
        title,
        reader.handle(kind, key) or reader.short(kind, key),
        tuple(_fields(reader, kind, doc)),
        touches.sections(reader, kind, key),
        tuple(_comments(reader, entries)),
        tuple(_history(reader, entries)),
        clock.told(reader),
        mixed,
        tuple(crossed.about(reader, kind, register) for register in doc.get("crossed") or ()),
    )


def called(reader: Reader, kind: str, doc: dict[str, Any]) -> str:
    """Return what to call a thing: one without a name of its own by whom and what it stands between."""
    from ...store.schema import kind as kind_named

    if title := kind_named(kind).title(doc):
        return title
    ends = (
        (k, reader.get(k, doc[k])) for k in ("member", "initiative", "group") if isinstance(doc.get(k), str)
    )
    return " · ".join(kind_named(k).title(end) for k, end in ends if end)


def shown(reader: Reader, field: Field, value: Any) -> str:
    """Return a field's value as people type it, references by the names of what they point to."""
    if not field.kinds or field.map is not None:
        return field.show(value)
    several = cast("list[Any]", value) if isinstance(value, list) else [value]
    return ", ".join(fields.named(reader, field.kinds, str(one)).text for one in several)


def _fields(reader: Reader, kind: str, doc: dict[str, Any]) -> list[Line]:
    from ...store.schema import kind as kind_named

    counted = kind == "decision"
    numbers = decided.lines(reader, doc) if counted else counts.lines(reader, kind, str(doc["id"]))
    above = ("comments", "handle", *kind_named(kind).title_fields[:1], *(decided.COUNTED if counted else ()))
    return [*numbers, *fields.lines(reader, kind, doc, above)]


def _comments(reader: Reader, entries: list[Entry]) -> list[Line]:
    found: list[Line] = []
    for entry in entries:
        for register, value in entry.set.items():
            if register.startswith("comments/") and isinstance(value, dict):
                comment = cast("dict[str, Any]", value)
                by = comment.get("by")
                who = reader.label("contact", by) if isinstance(by, str) else reader.writer_name(entry.by)
                found.append(plain(f"{clock.moment(reader, entry.at)} {who}", str(comment.get("text", ""))))
    return found


def _history(reader: Reader, entries: list[Entry]) -> list[Line]:
    from ...store.views.sentences import sentence

    return [plain(clock.moment(reader, entry.at), sentence(reader, entry)) for entry in reversed(entries)]
