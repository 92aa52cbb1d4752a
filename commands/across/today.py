"""`allied today`: what needs somebody now."""

from __future__ import annotations

from typing import Annotated, Any, Final

from typer import Context, Option, Typer

from ..run import Run
from ..shown.columns import column, start
from ..verb import Verb

app = Typer()

FIELDS: Final = ("section", "urgency", "kind", "id", "handle", "text", "due", "since", "mine")
COLUMNS: Final = (
    column("WHY", "section"),
    start("ID", "id"),
    column("WHAT", "text", wide=True),
    column("DUE", "due"),
)
_HANDLED: Final = ("member", "group", "initiative")


@app.command("today", cls=Verb)
def today(
    ctx: Context,
    mine: Annotated[bool, Option("--mine", help="Only what you are to see to.")] = False,
    member: Annotated[
        str | None, Option("--for", metavar="MEMBER", help="Only what concerns this member.")
    ] = None,
) -> None:
    """What needs somebody now, the most urgent first."""
    run = Run.of(ctx)
    show_today(run, mine, run.key("member", member) if member is not None else None)


def show_today(run: Run, mine: bool = False, member: str | None = None) -> None:
    """Write today's page."""
    from ...store.views.today import today as needs

    reader = run.reader
    if mine and reader.me() is None:
        run.say("Nobody has said who uses this clone: allied me NAME.")
    items: list[dict[str, Any]] = [
        {
            "section": need.section,
            "urgency": need.urgency,
            "kind": need.kind,
            "id": need.key,
            "handle": reader.handle(need.kind, need.key) if need.kind in _HANDLED else None,
            "text": need.text,
            "due": need.due,
            "since": need.since,
            "mine": need.mine,
        }
        for need in needs(reader, run.ledger.today(), mine=mine, member=member)
    ]
    if not items:
        run.say("Nothing needs anybody today.")
    run.out.items("today", items, COLUMNS, FIELDS)
