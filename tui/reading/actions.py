"""Actions read whole: their rows, what to call all that they point to, and what keeps them from being done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from .. import words
from ..page import Cell, CellOf, Column, OrderOf, Page, Row

if TYPE_CHECKING:
    from ...store.views.reader import Reader

FINISHED: Final = ("done", "dropped")
_PRESSING: Final = {"urgent": 0, "high": 1, "normal": 2, "low": 3}
_NEVER: Final = "9999"
_STATES: Final = tuple(words.STATUS)


def page(reader: Reader, *, finished: bool) -> Page:
    """Return the actions, the latest due first; finished ones are left out unless they are asked for."""
    today, table = reader.today(), reader.table("action")
    docs = list(table.items())
    kept = list(docs) if finished else [(k, d) for k, d in docs if d.get("status") not in FINISHED]
    names = _names(reader, [d for _, d in kept])
    held = {key: waits(doc, table) for key, doc in kept if doc.get("waits_on")}
    rows = [
        Row(key, "action", key, doc, held.get(key, ()))
        for key, doc in sorted(kept, key=lambda pair: _pressing(pair[1]))
    ]
    return Page(rows, _columns(names, today), _haystack(names), _counted(docs, today),
                "Nothing to be done. a adds an action.")  # fmt: skip


def waits(doc: Mapping[str, Any], table: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the titles of what an action waits on that is not done yet."""
    others = (table.get(key) for key in doc.get("waits_on") or ())
    return tuple(str(d.get("title", "")) for d in others if d and d.get("status") not in FINISHED)


def _names(reader: Reader, docs: list[dict[str, Any]]) -> dict[str, str]:
    """Return what to call everything that the actions point to, each looked up once."""
    fields = (("owner", "member"), ("assignee", "contact"), ("initiative", "initiative"))
    wanted = {(kind, doc[field]) for field, kind in fields for doc in docs if doc.get(field)}
    return {key: reader.label(kind, key) for kind, key in wanted}


def state(doc: Mapping[str, Any]) -> str:
    """Return an action's status; one from a later version counts as still to be done."""
    status = str(doc.get("status") or "todo")
    return status if status in _STATES else "todo"


def _pressing(doc: dict[str, Any]) -> tuple[Any, ...]:
    """Return what orders actions by how they press."""
    return (
        doc.get("status") in FINISHED,
        doc.get("due") or _NEVER,
        _PRESSING.get(doc.get("priority") or "normal", 2),
        str(doc.get("title", "")).lower(),
    )


def _counted(docs: list[tuple[str, dict[str, Any]]], today: date) -> str:
    still = [doc for _, doc in docs if doc.get("status") not in FINISHED]
    late = sum(1 for doc in still if doc.get("due") and str(doc["due"])[:10] < today.isoformat())
    finished = len(docs) - len(still)
    return f"{len(still)} to do" + (f", {late} late" if late else "") + f" · {finished} finished"


def _haystack(names: dict[str, str]) -> Callable[[Row], str]:
    def haystack(row: Row) -> str:
        doc = row.doc
        said = [doc.get("title"), doc.get("status"), doc.get("priority"), *(doc.get("tags") or ())]
        said += [names.get(doc.get(f) or "", "") for f in ("owner", "assignee", "initiative")]
        return " ".join(str(s) for s in said if s).lower()

    return haystack


def _columns(names: dict[str, str], today: date) -> tuple[Column, ...]:
    def status(row: Row) -> Cell:
        return words.state(words.STATUS, row.doc.get("status") or "todo")

    def title(row: Row) -> Cell:
        text = ("⧗ " if row.thing else "") + words.titled(row.doc, str(row.doc.get("title", "")))
        return Cell(text, "dim" if row.doc.get("status") in FINISHED else "")

    def priority(row: Row) -> Cell:
        level = row.doc.get("priority") or "normal"
        return words.state(words.PRIORITY, level) if level != "normal" else Cell("")

    def due(row: Row) -> Cell:
        return words.due(row.doc.get("due"), today, finished=row.doc.get("status") in FINISHED)

    def named(field: str, tone: str = "") -> CellOf:
        return lambda row: Cell(names.get(row.doc.get(field) or "", ""), tone)

    def sorted_by(field: str) -> OrderOf:
        return lambda row: names.get(row.doc.get(field) or "", "\uffff").lower()

    return (
        Column("status", "Status", status, 9, 0, 8, lambda r: _STATES.index(state(r.doc))),
        Column("title", "Action", title, 30, 5, 9, lambda r: str(r.doc.get("title", "")).lower()),
        Column("owner", "Owner", named("owner", "accent"), 18, 1, 6, sorted_by("owner")),
        Column("assignee", "Who", named("assignee"), 16, 1, 3, sorted_by("assignee")),
        Column("due", "Due", due, 14, 0, 7, lambda r: r.doc.get("due") or _NEVER),
        Column("priority", "Priority", priority, 8, 0, 5,
               lambda r: _PRESSING.get(r.doc.get("priority") or "normal", 2)),
        Column("waits", "Waits on", lambda r: Cell(", ".join(r.thing), "warn"), 16, 2, 2),
        Column("initiative", "Initiative", named("initiative", "dim"), 12, 1, 4, sorted_by("initiative")),
    )  # fmt: skip
