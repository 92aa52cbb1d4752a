"""Initiatives: what members can opt in to, how many have, and whether the mix is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from textual.binding import BindingType

from .. import registry, words
from ..layouts.list_screen import ListScreen
from ..page import Cell, Column, Page, Row
from ..reading import mixed
from ..reading.charts import responses as charted
from ..reading.hidden import empty

if TYPE_CHECKING:
    from ...store.views.mix import Mix
    from ...store.views.reader import Reader
    from ...store.views.responses import Response


class Standing(NamedTuple):
    """How an initiative stands: answers there are, those in, and its mix."""

    answers: int
    count_in: int
    mix: Mix
    response: Response | None = None


class Initiatives(ListScreen):
    """Every initiative by title, those that are closed last."""

    COMMANDS_OF = "initiatives"
    FILTERED = "initiative"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("initiatives")
    HEADING = "Initiatives"

    def page_of(self, reader: Reader) -> Page:
        """Return the initiatives and how each stands."""
        from ...store.views.matrix import matrix
        from ...store.views.mix import mix
        from ...store.views.responses import responses

        day, table = reader.today(), reader.table("initiative")
        optins: dict[str, list[dict[str, Any]]] = {}
        for doc in reader.table("optin").values():
            optins.setdefault(str(doc.get("initiative")), []).append(doc)
        answers = {one.initiative: one for one in responses(reader, day)}
        rows: list[Row] = []
        for head in matrix(reader, day, closed=True).initiatives:
            doc = table[head.id]
            found = mix(reader, doc, day, optins.get(head.id, ()))
            standing = Standing(head.count, head.count_in, found, answers.get(head.id))
            rows.append(Row(head.id, "initiative", head.id, doc, standing))
        rows.sort(key=lambda row: (row.doc.get("stage") == "closed", _title(row).lower(), row.key))
        ready = sum(row.thing.mix.reached for row in rows)
        counted = words.count(len(rows), "initiative") + (f", {ready} with a sufficient mix" if ready else "")
        return Page(
            rows,
            _columns(day),
            _haystack,
            counted,
            empty(reader, "initiative", "No initiative yet: a adds one."),
        )


def _title(row: Row) -> str:
    return str(row.doc.get("title") or "")


def _haystack(row: Row) -> str:
    return f"{_title(row)} {row.doc.get('handle')} {row.doc.get('stage')}".lower()


def _rate(row: Row) -> float:
    return charted.rate(row.thing.response) if row.thing.response else 1


def _answered(row: Row, room: int) -> Sequence[Cell]:
    return charted.small(row.thing.response, room) if row.thing.response else ()


def _columns(today: date) -> tuple[Column, ...]:
    def title(row: Row) -> Cell:
        closed = row.doc.get("stage") == "closed"
        return Cell(words.titled(row.doc, _title(row)), "dim" if closed else "strong")

    def day(row: Row, field: str) -> Cell:
        value = row.doc.get(field)
        at = cast("dict[str, Any]", value).get("at") if isinstance(value, dict) else value
        return words.due(at, today, finished=row.doc.get("stage") == "closed")

    return (
        Column("title", "Initiative", title, 28, 1, 9, lambda row: _title(row).lower()),
        Column("stage", "Stage", lambda row: Cell(str(row.doc.get("stage") or "idea")), 10, 0, 8,
               lambda row: str(row.doc.get("stage") or "")),
        Column("in", "In", lambda row: Cell(f"{row.thing.count_in}/{row.thing.answers}"), 7, 0, 7,
               lambda row: row.thing.count_in, right=True),
        Column("mix", "Mix", lambda row: mixed.lacking(row.thing.mix), 22, 1, 8,
               lambda row: mixed.order(row.thing.mix), fitted=lambda row, room: mixed.lacking(row.thing.mix, room)),
        Column("answered", "Answered", lambda row: Cell(""), 14, 0, 4, _rate, drawn=_answered),
        Column("sign", "Sign by", lambda row: day(row, "sign_by"), 14, 0, 6,
               lambda row: str(row.doc.get("sign_by") or "~")),
        Column("sunset", "Ends", lambda row: day(row, "sunset"), 14, 0, 5,
               lambda row: str(row.doc.get("sunset") or "~")),
    )  # fmt: skip
