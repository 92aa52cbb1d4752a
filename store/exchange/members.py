"""Members from other people's files: what each row would do, all of it known before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from ..errors import Invalid
from ..views.sentences import IMPORTED
from . import matching, rows
from .drafts import Draft, Drafts, Trouble
from .rows import Row

if TYPE_CHECKING:
    from pathlib import Path

    from ..ledger import Ledger, Step

OnDuplicate = Literal["error", "skip", "update", "fill"]
Progress = Callable[[int, int], None]
"""Told how many rows are done, of how many."""

_EVERY = 50  # rows between two words on progress


@dataclass(frozen=True, slots=True)
class Deed:
    """What one row comes to: `add`, `change` (with only the values that differ), `same` or `skip`."""

    row: int
    name: str
    what: Literal["add", "change", "same", "skip"]
    key: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an import would do; it can be applied when no row is in trouble."""

    deeds: tuple[Deed, ...]
    troubles: tuple[Trouble, ...]
    websites: tuple[matching.Shared, ...]
    unused: tuple[str, ...]
    seen: object = field(repr=False)
    again: Callable[[], Plan] = field(repr=False)

    def count(self, what: str) -> int:
        """Return how many rows come to *what*."""
        return sum(deed.what == what for deed in self.deeds)


def read(path: Path) -> list[Row]:
    """Return the rows of a `.json` or `.csv` file."""
    return rows.read(path)


def plan(
    ledger: Ledger,
    table: Sequence[Row],
    mapping: Mapping[str, Sequence[str]],
    on_duplicate: OnDuplicate = "error",
    progress: Progress | None = None,
) -> Plan:
    """Return what importing *table* would do; `Invalid` for a field or a column that isn't there.

    *mapping* gives a field its columns; a column that bears a field's name needs none; an empty list leaves a
    field out. Rows that can't be imported are the plan's `troubles`. Nothing is written.
    """
    seen = ledger.version()
    chosen = columns_of(table, mapping)
    drafts = Drafts(ledger, chosen, on_duplicate)
    for done, row in enumerate(table):
        if progress is not None and done % _EVERY == 0:
            progress(done, len(table))
        drafts.take(row)
    made = drafts.finish()
    if progress is not None:
        progress(len(table), len(table))
    used = {column for columns in chosen.values() for column in columns}
    return Plan(
        deeds=tuple(_deed(draft) for draft in made),
        troubles=tuple(sorted(drafts.troubles, key=lambda trouble: trouble.row)),
        websites=matching.shared_websites(ledger.table("member"), ((d.key, d.values) for d in made)),
        unused=tuple(column for column in rows.columns(table) if not _among(column, used)),
        seen=seen,
        again=lambda: plan(ledger, table, mapping, on_duplicate),
    )


def apply(ledger: Ledger, planned: Plan) -> Step | None:
    """Write a plan as one step that one undo takes back; `None` where there was nothing to write.

    What came since the plan was made is taken into account. Raises `Invalid`, and writes nothing, if any row
    is in trouble.
    """
    from ..book.undoing import Change
    from ..schema import kind

    with ledger.writing():
        current = planned if ledger.version() == planned.seen else planned.again()
        if current.troubles:
            count = len(current.troubles)
            rows_are = "1 row is" if count == 1 else f"{count} rows are"
            raise Invalid(
                f"Nothing was imported: {rows_are} in trouble.", "Mend the file, or choose --on-duplicate."
            )
        member = kind("member")
        changes = [
            Change("member", deed.key, member.encode(deed.values))
            for deed in current.deeds
            if deed.what in ("add", "change")
        ]
        return ledger.write(changes, IMPORTED) if changes else None


def columns_of(table: Sequence[Row], mapping: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return each member field's columns; `Invalid` names the nearest of what there is instead."""
    from ..schema import kind

    fields = kind("member").fields
    there = rows.columns(table)
    for name, columns in mapping.items():
        if name not in fields:
            raise Invalid(f"Members have no field {name}.", _nearest(name, fields))
        for column in columns:
            if not any(column in row.cells or column.split(".")[0] in row.cells for row in table):
                raise Invalid(f"The file has no column {column}.", _nearest(column, there))
    chosen = {name: [column] for column in there if (name := _as_field(column)) in fields}
    chosen |= {name: list(columns) for name, columns in mapping.items()}
    if not chosen.get("name"):
        raise Invalid(
            "No column gives the members' names.", f"Say which with --map name=COLUMN: {', '.join(there)}."
        )
    return {name: columns for name, columns in chosen.items() if columns}


def _as_field(column: str) -> str:
    """Return the field that a column is named after, if any is."""
    return column.strip().lower().replace("-", "_").replace(" ", "_")


def _among(column: str, used: Iterable[str]) -> bool:
    """Return whether *column*, or something inside it, is one of *used*."""
    return any(name == column or name.startswith(f"{column}.") for name in used)


def _nearest(word: str, there: Iterable[str]) -> str:
    from difflib import get_close_matches

    known = list(there)
    return f"There are {', '.join(get_close_matches(word, known, 3) or known[:12])}."


def _deed(draft: Draft) -> Deed:
    what = draft.what
    if what == "change" and not draft.values:
        what = "same"
    return Deed(draft.row, draft.name, what, draft.key, draft.values)
