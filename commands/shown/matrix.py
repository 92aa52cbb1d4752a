"""Members by initiatives, as data and as a table with a word in each cell."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, Final, cast

from .columns import column
from .layout import Column, Item
from .output import Table

if TYPE_CHECKING:
    from ..run import Run

# What a cell says of who may know: nothing where it is the ordinary.
_VISIBILITY: Final = {"public": "public", "private": "behind the scenes"}


def show_matrix(
    run: Run, members: Collection[str] | None, initiatives: Collection[str] | None, closed: bool
) -> None:
    """Show where members stand on initiatives."""
    from ...store.views.matrix import matrix
    from ...store.views.plain import plain

    reader = run.reader
    found: Item = plain(
        matrix(reader, run.ledger.today(), members=members, initiatives=initiatives, closed=closed)
    )
    heads, rows = cast("list[Item]", found["initiatives"]), cast("list[Item]", found["members"])
    if run.out.format == "json" and not run.out.chosen:  # the cells are many, and are as they are
        return run.out.tables("matrix", found, [Table("", rows, (), ())])
    names = [str(head["handle"] or head["id"][:8]) for head in heads]
    columns = [column("MEMBER", "handle", "name"), *(_cell(name, place) for place, name in enumerate(names))]
    flat: list[Item] = [
        {"id": row["id"], "handle": row["handle"], "name": row["name"], "cells": row["cells"]}
        | {name: _word(cell) or None for name, cell in zip(names, row["cells"], strict=True)}
        for row in rows
    ]
    if not rows or not heads:
        run.say("None.")
    totals = ", ".join(f"{name} {head['count_in']} in" for name, head in zip(names, heads, strict=True))
    run.out.tables("matrix", found, [Table("", flat, columns, ("id", "handle", "name", *names))])
    return run.say(totals) if totals else None


def _cell(name: str, place: int) -> Column:
    def read(item: Item) -> str:
        return _word(item["cells"][place])

    return Column(name.upper(), cast("Callable[[Item], str]", read))


def _word(cell: dict[str, Any] | None) -> str:
    """Return a cell in words: the state, or how much it is in; gone stale; and who may know."""
    if cell is None:
        return ""
    state = cell["level"] if cell["state"] == "in" and cell["level"] else cell["state"]
    parts = (state, cell["gone"], _VISIBILITY.get(cell["visibility"]))
    return ", ".join(part for part in parts if part)
