"""Sync: what has two answers since somebody shared theirs, and what waits to be shared."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import BindingType

from .. import registry, words
from ..layouts.list_screen import ListScreen
from ..messages import Written
from ..page import Cell, Column, Page, Row
from ..reasons import Situation

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.views.crossed import Crossed
    from ...store.views.reader import Reader


class Answer(NamedTuple):
    """One of the answers to a question: which, of what, by whom and when, and whether it counts meanwhile."""

    register: str
    number: int
    title: str
    text: str
    given: str
    at: str
    counts: bool


class Sync(ListScreen):
    """Answers side by side, each taken by a key; under them what this clone has not shared yet."""

    COMMANDS_OF = "sync"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("sync")
    HEADING = "Sync"

    def page_of(self, reader: Reader) -> Page:
        """Return questions with two answers, answer by answer, then what waits to be shared."""
        from ...store.views.crossed import crossed
        from ...store.views.history import history

        questions, waiting = crossed(reader).answers, history(reader, list(reader.unshared())[::-1])
        rows = [row for question in questions for row in _answers(question)]
        if waiting:
            rows.append(Row("# waiting", "", "", {}, heading="Not shared yet"))
        rows += [Row(line.id, line.kind, line.key, {"id": line.key}, line) for line in waiting]
        counted = " · ".join(
            (words.count(len(questions), "question has", "questions have") + " two answers",
             words.count(len(waiting), "step is", "steps are") + " not shared yet"),
        )  # fmt: skip
        return Page(rows, _COLUMNS, _haystack, counted, "Everything is shared, and nothing has two answers.")

    def situation(self) -> Situation:
        """Return what the cursor is on, an answer among others."""
        row = self.table.row
        if row is None:
            return Situation(self.desk.opened, empty=True)
        return Situation(self.desk.opened, row.kind, row.doc, row.thing)

    def action_take(self) -> None:
        """Let the answer under the cursor be the one that holds."""
        row = self.table.row
        if row is not None and isinstance(row.thing, Answer):
            self.allied.write(partial(_take, kind=row.kind, key=row.key, answer=row.thing))


def _answers(question: Crossed) -> list[Row]:
    """Return a heading that asks, and a line for each answer."""
    heading = f"Two answers: {question.field} of {words.titled({}, question.title)}   ● counts meanwhile"
    rows = [Row(f"# {question.id} {question.register}", "", "", {}, heading=heading)]
    for number, one in enumerate(question.answers, 1):
        who = ", ".join(dict.fromkeys(given.by_name for given in one.given))
        at = max(given.at for given in one.given)
        answer = Answer(question.register, number, question.title, one.shown, who, at, one.counts)
        name = f"{question.id} {question.register} {number}"
        rows.append(Row(name, question.kind, question.id, {"id": question.id}, answer))
    return rows


def _take(ledger: Ledger, *, kind: str, key: str, answer: Answer) -> Written:
    """Settle a question by the store's own verb."""
    from ...store.verbs.settling import settle

    settle(ledger, kind, key, answer.register, take=answer.number)
    return Written(f"✓ settled: {answer.text}\n{answer.title}", key)


def _haystack(row: Row) -> str:
    if isinstance(row.thing, Answer):
        return f"{row.thing.title} {row.thing.text} {row.thing.given}".lower()
    return str(row.thing.sentence).lower()


def _at(row: Row) -> Cell:
    return Cell(row.thing.at[:16].replace("T", " "), "dim")


def _what(row: Row) -> Cell:
    if isinstance(row.thing, Answer):
        mark = "●" if row.thing.counts else "○"
        return Cell(f"{mark} {row.thing.number}  {row.thing.text}", "strong")
    return Cell(row.thing.sentence)


def _who(row: Row) -> Cell:
    return Cell(row.thing.given, "accent") if isinstance(row.thing, Answer) else Cell("")


_COLUMNS = (
    Column("at", "When", _at, 16, 0, 7),
    Column("what", "What", _what, 34, 1),
    Column("who", "Given by", _who, 16, 0, 8),
)
