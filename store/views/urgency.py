"""How much an action presses, and why: what to begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from . import times
from .reader import listed

if TYPE_CHECKING:
    from .reader import Doc

OPEN: Final = ("todo", "doing", "blocked")
_PRIORITY: Final = {"urgent": 30, "high": 15, "normal": 0, "low": -15}
_NEAR: Final = 14  # days before it is due from which an action presses more each day


@dataclass(frozen=True, slots=True)
class Urgency:
    """How much an action presses, the more the greater, and what of it makes up how much."""

    key: str
    score: int
    parts: tuple[tuple[str, int], ...]


def urgency(action: Doc, table: Mapping[str, Doc], today: date, holds_up: int = 0) -> Urgency:
    """Return how much an action presses; *holds_up* is how many that are not done wait on it."""
    parts: list[tuple[str, int]] = []
    due = times.day(action.get("due"))
    if due is not None:
        left = (due - today).days
        if left < 0:
            parts.append(("overdue", 60 + min(-left, 30)))
        elif left <= _NEAR:
            parts.append(("due soon", 50 - 3 * left))
        else:
            parts.append(("due", 5))
    if priority := _PRIORITY.get(str(action.get("priority") or "normal"), 0):
        parts.append(("priority", priority))
    if action.get("status") == "doing":
        parts.append(("begun", 10))
    if holds_up:
        parts.append(("others wait on it", min(10 * holds_up, 30)))
    if action.get("status") == "blocked" or waits(action, table):
        parts.append(("can't go on yet", -40))
    start = times.day(action.get("start"))
    if start is not None and start > today:
        parts.append(("not to begin yet", -20))
    return Urgency(str(action.get("id")), sum(points for _, points in parts), tuple(parts))


def waits(action: Mapping[str, Any], table: Mapping[str, Doc]) -> list[str]:
    """Return the keys of what an action waits on that is not done nor dropped."""
    return [
        key
        for key in listed(action, "waits_on")
        if key in table and (table[key].get("status") or "todo") in OPEN
    ]


def by_urgency(actions: Iterable[Doc], table: Mapping[str, Doc], today: date) -> list[Doc]:
    """Return actions, those that press most first, those that are over last; what presses alike by title."""
    held = _held(table)
    alike: dict[Any, list[Doc]] = {}
    placed: dict[tuple[bool, int, str], list[Doc]] = {}
    for doc in actions:
        if "waits_on" in doc or "start" in doc or doc["id"] in held:
            placed.setdefault(_place(doc, table, today, held), []).append(doc)
            continue
        try:  # what presses alike is many, and worked out once
            alike.setdefault((doc.get("due"), doc.get("priority"), doc.get("status")), []).append(doc)
        except TypeError:  # a value of no known shape
            placed.setdefault(_place(doc, table, today, held), []).append(doc)
    for docs in alike.values():
        placed.setdefault(_place(docs[0], table, today, held), []).extend(docs)
    return [doc for place in sorted(placed) for doc in _by_title(placed[place])]


def _place(doc: Doc, table: Mapping[str, Doc], today: date, held: Mapping[str, int]) -> tuple[bool, int, str]:
    over = (doc.get("status") or "todo") not in OPEN
    score = urgency(doc, table, today, held.get(str(doc.get("id")), 0)).score
    return over, -score, str(doc.get("due") or "9999")


def _held(table: Mapping[str, Doc]) -> dict[str, int]:
    """Return how many actions that are not done wait on each."""
    held: dict[str, int] = {}
    for doc in table.values():
        if "waits_on" in doc and (doc.get("status") or "todo") in OPEN:
            for key in listed(doc, "waits_on"):
                held[key] = held.get(key, 0) + 1
    return held


def _by_title(docs: list[Doc]) -> list[Doc]:
    docs.sort(key=itemgetter("id"))
    try:
        docs.sort(key=itemgetter("title"))
    except (KeyError, TypeError):  # one without a title, or with one of no known shape
        docs.sort(key=lambda doc: str(doc.get("title")))
    return docs
