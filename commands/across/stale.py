"""`allied stale`: opt-ins that no longer hold as they were given."""

from __future__ import annotations

from typing import Annotated, Final

from typer import Context, Option, Typer

from ..run import Run
from ..shown.columns import column, start
from ..shown.layout import Column, Item
from ..verb import Verb

app = Typer()

FIELDS: Final = (
    "optin",
    "member",
    "member_handle",
    "initiative",
    "initiative_handle",
    "older_words",
    "past_date",
    "saw",
    "now",
    "changes",
    "valid_until",
    "days_past",
    "level",
    "asker",
    "asker_name",
)


def _why(item: Item) -> str:
    said = ["opted in to older words"] if item["older_words"] else []
    said += [f"lapsed on {item['valid_until']}"] if item["past_date"] else []
    return ", ".join(said)


_COLUMNS: Final = (
    start("ID", "optin"),
    column("MEMBER", "member_handle"),
    column("INITIATIVE", "initiative_handle"),
    column("LEVEL", "level"),
    Column("WHY", _why),
    column("ASKER", "asker_name", wide=True),
)


@app.command("stale", cls=Verb)
def stale(
    ctx: Context,
    initiative: Annotated[str | None, Option(metavar="INITIATIVE", help="Only those to this one.")] = None,
) -> None:
    """Opt-ins to older words, or past their date: to be asked for again."""
    from ...store.views.plain import plain
    from ...store.views.stale import stale as gone

    run = Run.of(ctx)
    about = run.key("initiative", initiative) if initiative is not None else None
    items: list[Item] = plain(gone(run.reader, run.ledger.today(), initiative=about))
    if not items:
        run.say("None.")
    run.out.items("stale", items, _COLUMNS, FIELDS)
