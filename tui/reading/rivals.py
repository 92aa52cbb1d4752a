"""Questions with several answers, read as rows: an answer a line, each with all that stand against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import words
from ..page import Row
from . import clock

if TYPE_CHECKING:
    from ...store.views.compared import Compared
    from ...store.views.crossed import Crossed
    from ...store.views.reader import Reader


class Answer(NamedTuple):
    """One of the answers to a question: which, what it says, by whom and when, and whether it counts meanwhile."""

    rivals: Rivals
    number: int
    text: str
    """What it says, the state first, then that in which the answers differ."""
    given: str
    at: str
    when: str
    """The same by the clock of every screen."""
    counts: bool
    entry: str
    """The entry that gave it."""
    value: Any


@dataclass(frozen=True, slots=True, eq=False)
class Rivals:
    """A question with all its answers side by side; each of them knows it, so it is only ever itself."""

    kind: str
    key: str
    register: str
    title: str
    field: str
    answers: list[Answer]
    rows: list[Compared]


def rows(reader: Reader) -> tuple[list[Row], int]:
    """Return a heading for each question that has several answers, a line for each of those; and how many ask."""
    from ...store.views.crossed import crossed

    found: list[Row] = []
    questions = crossed(reader).answers
    for question in questions:
        it = _rivals(reader, question)
        asks = f"{words.count(len(it.answers), 'answer')}: {it.field} of {words.titled({}, it.title)}"
        name = f"{it.key} {it.register}"
        found.append(Row(f"# {name}", "", "", {}, heading=f"≠ {asks}   ● counts meanwhile"))
        found += [Row(f"{name} {one.entry}", it.kind, it.key, {"id": it.key}, one) for one in it.answers]
    return found, len(questions)


def _rivals(reader: Reader, question: Crossed) -> Rivals:
    from ...store.views.compared import compared, differing

    said = compared(reader, question)
    it = Rivals(question.kind, question.id, question.register, question.title, question.field, [], said)
    for at, one in enumerate(question.answers):
        who = ", ".join(dict.fromkeys(given.by_name for given in one.given))
        when, entry = max((given.at, given.entry) for given in one.given)
        text = differing(said, at)
        said_at = clock.moment(reader, when)
        it.answers.append(Answer(it, at + 1, text, who, when, said_at, one.counts, entry, one.value))
    return it
