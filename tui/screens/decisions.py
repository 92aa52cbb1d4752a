"""Decisions: what is decided, over whose objections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from textual.binding import BindingType

from .. import registry, words
from ..doing.decisions import DecisionVerbs
from ..layouts.list_screen import ListScreen
from ..page import Cell, Column, Page, Row
from ..reading.hidden import empty

if TYPE_CHECKING:
    from datetime import date

    from ...store.views.reader import Reader
    from ...store.views.tally import Tally

_HEADS: Final = {"open": "Open", "draft": "Drafts"}
_STATES: Final = tuple(words.DECIDED)
_NONE: Final = "No decisions yet. a drafts one, r records one that was taken."
_OBJECTING: Final = ("block", "stand-aside", "reservations")


class _Listed(NamedTuple):
    """What the list knows of a decision beyond its document."""

    tally: Tally
    about: str
    closes: str


class Decisions(ListScreen, DecisionVerbs):
    """Every decision, with where it stands: open ones first, those that close soonest at the top."""

    COMMANDS_OF = "decisions"
    FILTERED = "decision"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("decisions")
    HEADING = "Decisions"

    def page_of(self, reader: Reader) -> Page:
        """Return the decisions, each counted by its own rule."""
        rows: list[Row] = []
        found = [_row(reader, key, doc) for key, doc in reader.table("decision").items()]
        for row in sorted(found, key=_place):
            head = _HEADS.get(_status(row.doc), "Decided")
            if not rows or _HEADS.get(_status(rows[-1].doc), "Decided") != head:
                rows.append(Row(f"# {head}", "", "", {}, heading=head))
            rows.append(row)
        numbers = Counter(_status(row.doc) for row in found)
        counted = ", ".join(f"{numbers[s]} {s}" for s in _STATES if numbers[s])
        return Page(rows, _columns(reader.today()), _haystack, counted,
                    empty(reader, "decision", _NONE))  # fmt: skip

    def counted(self) -> Tally | None:
        """Return the tally of the decision that is to be closed."""
        return self.taken.first.thing.tally if self.taken.able else None


def _row(reader: Reader, key: str, doc: dict[str, Any]) -> Row:
    from ...store.views import times
    from ...store.views.tally import tally

    about = next(
        (reader.label(k, doc[k]) for k in ("initiative", "group") if isinstance(doc.get(k), str)), ""
    )
    day = times.day(doc.get("closes"))
    return Row(key, "decision", key, doc, _Listed(tally(reader, doc), about, day.isoformat() if day else ""))


def _status(doc: Mapping[str, Any]) -> str:
    return str(doc.get("status") or "draft")


def _rank(row: Row) -> int:
    """Return where a status stands in order; one from a later version comes last."""
    status = _status(row.doc)
    return _STATES.index(status) if status in _STATES else len(_STATES)


def _place(row: Row) -> tuple[Any, ...]:
    """Return what orders decisions: open ones by when they close, decided ones by the day, the newest first."""
    doc, status = row.doc, _status(row.doc)
    question = str(doc.get("question") or "").lower()
    if status in _HEADS:
        return _rank(row), row.thing.closes or "9999", question, row.key
    newest = "".join(chr(0x10FF - ord(c)) for c in str(doc.get("decided") or "")[:10])
    return len(_HEADS), newest or "\uffff", question, row.key


def _haystack(row: Row) -> str:
    doc = row.doc
    said = [doc.get("question"), _status(doc), doc.get("rule") or "consent", row.thing.about]
    said += [doc.get("outcome"), *(one.name for one in row.thing.tally.dissent)]
    return " ".join(str(s) for s in said if s).lower()


def _columns(today: date) -> tuple[Column, ...]:
    def question(row: Row) -> Cell:
        return Cell(words.titled(row.doc, str(row.doc.get("question") or "")))

    def status(row: Row) -> Cell:
        return words.state(words.DECIDED, _status(row.doc))

    def closes(row: Row) -> Cell:
        if _status(row.doc) == "open":
            return words.due(row.thing.closes, today)
        return Cell(words.spoken(str(row.doc.get("decided") or ""), today), "dim")

    def stated(row: Row) -> Cell:
        counted: Tally = row.thing.tally
        return Cell(f"{counted.stated}/{counted.asked}" if counted.asked else "")

    def met(row: Row) -> Cell:
        if _status(row.doc) != "open":
            return Cell("")
        return words.ruled(row.thing.tally.standing)

    return (
        Column("status", "Status", status, 12, 0, 8, _rank),
        Column("question", "Decision", question, 34, 5, 9, lambda r: str(r.doc.get("question") or "").lower()),
        Column("stated", "Stated", stated, 6, 0, 6, lambda r: -r.thing.tally.stated, True),
        Column("met", "Rule", met, 12, 0, 5, lambda r: not r.thing.tally.met),
        Column("dissent", "Dissent", _dissent, 11, 0, 7, lambda r: -len(r.thing.tally.dissent)),
        Column("closes", "Closes", closes, 14, 0, 4, lambda r: r.thing.closes or "9999"),
        Column("rule", "By", lambda r: Cell(str(r.doc.get("rule") or "consent"), "dim"), 13, 0, 2,
               lambda r: str(r.doc.get("rule") or "consent")),
        Column("about", "About", lambda r: Cell(r.thing.about, "dim"), 10, 1, 3, lambda r: r.thing.about.lower()),
    )  # fmt: skip


def _dissent(row: Row) -> Cell:
    """Return how many object, by the glyphs of how they do: dissent goes wherever the decision goes."""
    numbers = Counter(one.position for one in row.thing.tally.dissent)
    shown = [f"{words.POSITION[p].text[0]}{numbers[p]}" for p in _OBJECTING if numbers[p]]
    unanswered = any(one.open for one in row.thing.tally.dissent) and _status(row.doc) == "open"
    return Cell(" ".join(shown), "bad" if numbers["block"] else "warn" if unanswered else "")
