"""`allied workload`: hours promised against hours owed."""

from __future__ import annotations

from typing import Annotated, Final

from typer import Context, Option, Typer

from ..run import Run
from ..shown import shares
from ..shown.columns import column
from ..shown.layout import Column, Item
from ..shown.output import Table
from ..verb import Verb

app = Typer()

FIELDS: Final = ("member", "member_handle", "promised", "owed", "over", "actions", "not_estimated")


def _over(item: Item) -> str:
    return (
        "" if item["over"] is None else f"over by {item['owed'] - item['promised']}" if item["over"] else "no"
    )


_COLUMNS: Final = (
    column("MEMBER", "member_handle"),
    column("PROMISED", "promised", absent="not said"),
    column("OWED", "owed"),
    Column("OVER", _over),
    column("ACTIONS", "actions"),
    shares.column("NOT ESTIMATED", "not_estimated_share"),
)


@app.command("workload", cls=Verb)
def workload(
    ctx: Context,
    until: Annotated[
        str | None, Option(metavar="DATE", help="Only what is due by then, or on no day.")
    ] = None,
) -> None:
    """Hours promised a month against hours owed: who is over, and how much of it is not estimated."""
    from ...store.views.plain import plain
    from ...store.views.workload import workload as loads

    run = Run.of(ctx)
    found: Item = plain(loads(run.reader, until=run.day(until) if until is not None else None))
    nobody = [{**found["nobody"], "member_handle": "nobody's yet"}] if found["nobody"]["actions"] else []
    total = [{**found["total"], "member_handle": "all"}] if found["members"] or nobody else []
    summed = run.out.format == "table" and not run.out.flat  # to a program, everybody's hours are no member's
    rows = [*found["members"], *nobody, *total] if summed else found["members"]
    if not (found["members"] or nobody):
        run.say("Nobody has promised or owes anything.")
    run.out.tables("workload", found, [Table("", rows, _COLUMNS, FIELDS)])
