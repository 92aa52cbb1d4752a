"""Replies from a form as opt-ins, with evidence per row: all of it known before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from ..errors import Invalid
from ..verbs import references
from ..verbs.trial import trial
from . import rows
from .drafts import Trouble
from .replies import ANSWERS, Deed, Replies
from .rows import Row

if TYPE_CHECKING:
    from ..ledger import Ledger, Step

OnAnswered = Literal["update", "skip", "error"]
Progress = Callable[[int, int], None]
"""Told how many rows are done, of how many."""

_EVERY: Final = 50
_NOT_HERE: Final = ("initiative", "comments", "same", "ask")


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an import would do; it can be applied when no row is in trouble."""

    initiative: str
    deeds: tuple[Deed, ...]
    troubles: tuple[Trouble, ...]
    unused: tuple[str, ...]
    seen: object = field(repr=False)
    again: Callable[[], Plan] = field(repr=False)
    write: Callable[[], object] = field(repr=False)

    def count(self, what: str) -> int:
        """Return how many rows come to *what*."""
        return sum(deed.what == what for deed in self.deeds)


def read(path: Path) -> list[Row]:
    """Return the rows of a `.csv` or `.json` file."""
    return rows.read(path)


def plan(
    ledger: Ledger,
    table: Sequence[Row],
    initiative: str,
    mapping: Mapping[str, Sequence[str]] | None = None,
    *,
    words: Mapping[str, str] | None = None,
    common: Mapping[str, Any] | None = None,
    source: str = "",
    on_answered: OnAnswered = "update",
    progress: Progress | None = None,
) -> Plan:
    """Return what importing the replies would do; raises `Invalid` for a column or a field that isn't there.

    *mapping* gives a field its columns, `member` and `state` among them; one that bears a field's name needs
    none. *words* says which state an answer in the form's own words means, *common* what holds of all. The
    method is `form` and the evidence *source* and the row, unless the file says otherwise. Nothing is written.
    """
    references.exists(ledger, ("initiative",), initiative)
    for word, state in (words or {}).items():
        if state not in ANSWERS:
            raise Invalid(f"{word}={state}: {state} is no answer.", f"It takes {', '.join(ANSWERS)}.")
    chosen = columns_of(table, mapping or {})

    def take(progress: Progress | None = None) -> tuple[tuple[Deed, ...], tuple[Trouble, ...]]:
        replies = Replies(ledger, initiative, chosen, words or {}, common or {}, source, on_answered)
        deeds: list[Deed] = []
        for done, row in enumerate(table):
            if progress is not None and done % _EVERY == 0:
                progress(done, len(table))
            deed = replies.take(row)
            if deed is not None:
                deeds.append(deed)
        if progress is not None:
            progress(len(table), len(table))
        return tuple(deeds), tuple(replies.troubles)

    with ledger.writing():
        seen = ledger.version()
        deeds, troubles = trial(ledger, lambda: take(progress))
    used = {column for columns in chosen.values() for column in columns}
    return Plan(
        initiative,
        deeds,
        troubles,
        unused=tuple(column for column in rows.columns(table) if column not in used),
        seen=seen,
        again=lambda: plan(
            ledger,
            table,
            initiative,
            mapping,
            words=words,
            common=common,
            source=source,
            on_answered=on_answered,
        ),
        write=take,
    )


def apply(ledger: Ledger, planned: Plan) -> Step | None:
    """Write a plan as one step that one undo takes back; `None` where there was nothing to write.

    What came since the plan was made is taken into account. Raises `Invalid`, and writes nothing, if any row
    is in trouble.
    """
    with ledger.writing():
        current = planned if ledger.version() == planned.seen else planned.again()
        if current.troubles:
            count = len(current.troubles)
            rows_are = "1 row is" if count == 1 else f"{count} rows are"
            raise Invalid(
                f"Nothing was imported: {rows_are} in trouble.",
                "Mend the file, or say with --word which answer its words mean.",
            )
        with ledger.batch() as batch:
            current.write()
        return batch.step if batch.step.entries else None


def columns_of(table: Sequence[Row], mapping: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the columns of each field of an opt-in; `Invalid` names the nearest of what there is instead."""
    from ..schema import kind

    fields = {name: one for name, one in kind("optin").fields.items() if name not in _NOT_HERE}
    there = rows.columns(table)
    for name, columns in mapping.items():
        if name not in fields:
            raise Invalid(f"A reply has no field {name}.", _nearest(name, fields))
        for column in columns:
            if not any(column in row.cells or column.split(".")[0] in row.cells for row in table):
                raise Invalid(f"The file has no column {column}.", _nearest(column, there))
    chosen = {name: [column] for column in there if (name := _as_field(column)) in fields}
    chosen |= {name: list(columns) for name, columns in mapping.items()}
    for name, what in (("member", "which member answers"), ("state", "what it answers")):
        if not chosen.get(name):
            raise Invalid(
                f"No column says {what}.", f"Say which with --map {name}=COLUMN: {', '.join(there)}."
            )
    return {name: columns for name, columns in chosen.items() if columns}


def _as_field(column: str) -> str:
    """Return the field that a column is named after, if any is."""
    return column.strip().lower().replace("-", "_").replace(" ", "_")


def _nearest(word: str, there: Mapping[str, object] | Sequence[str]) -> str:
    from difflib import get_close_matches

    known = list(there)
    return f"There are {', '.join(get_close_matches(word, known, 3) or known[:12])}."
