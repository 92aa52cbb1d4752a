"""`allied today`: what needs somebody now."""

from __future__ import annotations

from typing import Any, Final

from typer import Context, Typer

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


@app.command("today", cls=Verb)
def today(ctx: Context) -> None:
    """What needs somebody now, the most urgent first."""
    show_today(Run.of(ctx))


def show_today(run: Run) -> None:
    """Write today's page."""
    from ...store.views.today import today as needs

    ledger = run.ledger
    items: list[dict[str, Any]] = [
        {
            "section": need.section,
            "urgency": need.urgency,
            "kind": need.kind,
            "id": need.key,
            "handle": ledger.handle(need.kind, need.key),
            "text": need.text,
            "due": need.due,
            "since": need.since,
            "mine": need.mine,
        }
        for need in needs(ledger, ledger.today())
    ]
    if not items:
        run.say("Nothing needs anybody today.")
    run.out.items("today", items, COLUMNS, FIELDS)
