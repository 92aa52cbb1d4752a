"""One decision read whole: who is asked and what each said, what is still missing, and over whose objections."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .. import words
from ..page import Cell, Column, Page, Row
from . import tallied as decided

if TYPE_CHECKING:
    from ...store.views.reader import Reader
    from ...store.views.tally import Tally
    from .detail import Detail

_ORDER: Final = tuple(words.POSITION)


class Stand(NamedTuple):
    """Where one member stands: empty texts where it has said nothing."""

    member: str
    name: str
    handle: str
    position: str
    reason: str
    owes_reason: bool
    answer: str
    """What became of its objection, empty where it made none."""
    reply: str
    asked: bool


@dataclass(frozen=True, slots=True)
class Deciding:
    """What the screen of a decision shows, read in one go so that it fits together."""

    doc: dict[str, Any]
    tally: Tally
    page: Page
    about: tuple[str, ...]
    """Its initiative or group, its rule, and until when."""
    detail: Detail | None
    written: int
    """How many of the positions typed here it already holds."""


def read(
    reader: Reader, key: str, waiting: Callable[[str], str | None], written: Callable[[], int]
) -> Deciding | None:
    """Return a decision as it stands, `None` where it is no longer there; *waiting* tells what is being written."""
    from ...store.views.tally import tally
    from .detail import read as read_detail

    upto = written()
    doc = reader.get("decision", key)
    if doc is None:
        return None
    counted = tally(reader, doc)
    rows = _rows(_stands(reader, doc, counted))
    empty = (
        "Nobody is asked before it opens: p opens it."
        if doc.get("status") == "draft"
        else "Nobody was asked."
    )
    page = Page(rows, _columns(waiting), _haystack, "", empty)
    detail = read_detail(reader, "decision", key)
    if detail is not None:  # the screen shows the tally itself
        fields = (line for line in detail.fields if line.label not in decided.SAID)
        detail = replace(detail, fields=tuple(fields))
    return Deciding(doc, counted, page, _about(reader, doc), detail, upto)


def _about(reader: Reader, doc: Mapping[str, Any]) -> tuple[str, ...]:
    about = [reader.label(k, doc[k]) for k in ("initiative", "group") if isinstance(doc.get(k), str)]
    about.append(f"by {doc.get('rule') or 'consent'}")
    if doc.get("closes"):
        from ...store.views import times

        about.append(f"until {times.shown(doc['closes'])}")
    return tuple(about)


def _stands(reader: Reader, doc: Mapping[str, Any], counted: Tally) -> list[Stand]:
    """Return where everybody stands who was asked or has said something, by name."""
    from ...store.views.reader import entries

    said, answers = entries(doc, "positions"), entries(doc, "answers")
    asked = {reader.book.key(k) for k in doc.get("asked") or () if not str(k).startswith("group:")}
    objecting = {one.member: one for one in counted.dissent}
    found: list[Stand] = []
    for member in asked | set(said):
        part, objection = said.get(member, {}), objecting.get(member)
        found.append(
            Stand(
                member,
                _name(reader, member),
                reader.label("member", member),
                str(part.get("position") or ""),
                str(part.get("reason") or ""),
                member in counted.without_reason,
                objection.answer if objection else "",
                str((answers.get(member) or {}).get("words") or ""),
                member in asked,
            )
        )
    return sorted(found, key=lambda one: (not one.asked, one.name.lower()))


def _name(reader: Reader, member: str) -> str:
    """Return a member's whole name, as far as it may be seen."""
    from ...store.schema import kind as kind_named

    doc = reader.get("member", member)
    return kind_named("member").title(doc) if doc else reader.label("member", member)


def _rows(stands: list[Stand]) -> list[Row]:
    rows: list[Row] = []
    for one in stands:
        if not one.asked and (not rows or (not rows[-1].heading and rows[-1].thing.asked)):
            rows.append(Row("# not asked", "", "", {}, heading="Not asked: kept, and not counted"))
        rows.append(Row(one.member, "member", one.member, {"id": one.member}, one))
    return rows


def _haystack(row: Row) -> str:
    it: Stand = row.thing
    return f"{it.name} {it.handle} {it.position or 'silent'} {it.reason} {it.answer} {it.reply}".lower()


def _columns(waiting: Callable[[str], str | None]) -> tuple[Column, ...]:
    def position(row: Row) -> Cell:
        if (typed := waiting(row.key)) is not None:
            return Cell(words.POSITION[typed].text + " …", "dim")
        return words.state(words.POSITION, row.thing.position or "silent")

    def name(row: Row) -> Cell:
        said = row.thing.position or waiting(row.key)
        return Cell(words.titled({}, row.thing.name), "dim" if said else "strong")

    def reason(row: Row) -> Cell:
        if row.thing.owes_reason:
            return Cell("its reason is still to come: ⏎", "warn")
        return Cell(row.thing.reason)

    def answer(row: Row) -> Cell:
        return words.state(words.ANSWERED, row.thing.answer)

    return (
        Column("position", "Position", position, 16, 0, 9,
               lambda r: _ORDER.index(r.thing.position) if r.thing.position in _ORDER else len(_ORDER)),
        Column("name", "Member", name, 26, 3, 9, lambda r: r.thing.name.lower()),
        Column("handle", "Handle", lambda r: Cell(r.thing.handle, "accent"), 14, 1, 4, lambda r: r.thing.handle),
        Column("answer", "Answer", answer, 15, 0, 6, lambda r: r.thing.answer),
        Column("reason", "Why", reason, 18, 4, 7, lambda r: r.thing.reason.lower()),
    )  # fmt: skip
