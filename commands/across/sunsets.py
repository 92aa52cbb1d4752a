"""`allied sunsets`: what is due to end, or to be looked at again."""

from __future__ import annotations

from typing import Annotated, Final

from typer import Context, Option, Typer

from ..run import Run
from ..shown.columns import column, start
from ..shown.layout import Column, Item
from ..verb import Verb

app = Typer()

FIELDS: Final = ("kind", "id", "handle", "title", "day", "left", "past", "state", "lead", "lead_handle")


def _what(item: Item) -> str:
    return "ends" if item["kind"] == "initiative" else "to be reviewed"


def _left(item: Item) -> str:
    days = abs(item["left"])
    if not days:
        return "today"
    said = f"{days} day{'' if days == 1 else 's'}"
    return f"{said} ago" if item["past"] else f"in {said}"


_COLUMNS: Final = (
    start("ID", "id"),
    Column("WHAT", _what),
    column("TITLE", "title", wide=True),
    column("DAY", "day"),
    Column("WHEN", _left),
    column("LEAD", "lead_handle"),
)


@app.command("sunsets", cls=Verb)
def sunsets(
    ctx: Context,
    within: Annotated[int, Option(metavar="DAYS", min=0, help="How many days to look ahead.")] = 30,
) -> None:
    """Initiatives that are due to end and decisions that are due for review."""
    from ...store.views.plain import plain
    from ...store.views.sunsets import sunsets as due

    run = Run.of(ctx)
    items: list[Item] = plain(due(run.reader, run.ledger.today(), within=within))
    if not items:
        run.say("None.")
    run.out.items("sunsets", items, _COLUMNS, FIELDS)
