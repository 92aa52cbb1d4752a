"""What members stated of each decision, a line a decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from ... import words
from ...drawn.bars import Part, stacked
from ...page import Cell, Column, Page, Row

if TYPE_CHECKING:
    from ....store.views.reader import Reader
    from ....store.views.tally import Tally

FILLS: Final = {
    words.POSITION[name].text[2:]: (fill, words.POSITION[name].tone)
    for name, (fill, _) in words.FILLS.items()
}
"""What fills the parts of a bar, by the position in words, in their order."""
_NAMES: Final = tuple(zip(words.FILLS, FILLS, strict=True))


def page(reader: Reader) -> Page:
    """Return the decisions that were opened, open ones first, then by the day, the newest first."""
    from ....store.views.tally import tally

    rows: list[Row] = []
    for key, doc in reader.table("decision").items():
        if doc.get("status", "draft") != "draft" and (found := tally(reader, doc)).asked:
            rows.append(Row(key, "decision", key, doc, found))
    rows.sort(key=lambda row: str(row.doc.get("question") or "").lower())
    rows.sort(key=lambda row: str(row.doc.get("decided") or ""), reverse=True)
    rows.sort(key=lambda row: row.doc.get("status") != "open")
    stated, asked = sum(row.thing.stated for row in rows), sum(row.thing.asked for row in rows)
    blocks = sum(row.thing.counts.get("block", 0) for row in rows)
    counted = f"{stated}/{asked} stated, {words.count(blocks, 'block')}"
    empty = "Nobody was asked for a position yet: 5 lists decisions, p puts one."
    longest = max((row.thing.asked for row in rows), default=0)
    return Page(rows, _columns(longest), _haystack, counted if rows else "", empty)


def parts(it: Tally) -> dict[str, int]:
    """Return how many of those asked stated what, and how many nothing."""
    return {said: len(it.silent) if name == "silent" else it.counts.get(name, 0) for name, said in _NAMES}


def _haystack(row: Row) -> str:
    doc = row.doc
    return f"{doc.get('question')} {doc.get('status')} {doc.get('rule') or 'consent'}".lower()


def _columns(longest: int) -> tuple[Column, ...]:
    def question(row: Row) -> Cell:
        return Cell(words.titled(row.doc, str(row.doc.get("question") or "")))

    def stated(row: Row) -> Cell:
        return Cell(f"{row.thing.stated}/{row.thing.asked}")

    def drawn(row: Row, room: int) -> Sequence[Cell]:
        return stacked([Part(n, *FILLS[said]) for said, n in parts(row.thing).items()], longest, room)

    def status(row: Row) -> Cell:
        return words.state(words.DECIDED, row.doc.get("status"))

    def number(said: str, title: str) -> Column:
        def cell(row: Row) -> Cell:
            count = parts(row.thing)[said]
            return Cell(str(count), FILLS[said][1]) if count else Cell("·", "dim")

        return Column(said, title, cell, 3, 0, 6, lambda row: -parts(row.thing)[said], True)

    def share(row: Row) -> Any:
        return -row.thing.stated / row.thing.asked

    return (
        Column("question", "Decision", question, 16, 2, 9,
               lambda row: str(row.doc.get("question") or "").lower()),
        Column("bar", "Positions", stated, 12, 3, 7, lambda row: -row.thing.asked, drawn=drawn),
        Column("stated", "Stated", stated, 6, 0, 8, share, True),
        *(number(said, FILLS[said][0]) for said in FILLS),
        Column("status", "Status", status, 12, 0, 4, lambda row: str(row.doc.get("status"))),
    )  # fmt: skip
