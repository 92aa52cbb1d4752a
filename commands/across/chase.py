"""`allied chase`: whom to ask again, and how those asked have responded."""

from __future__ import annotations

from typing import Annotated, Final

from typer import Context, Option, Typer

from ..run import Run
from ..shown import shares
from ..shown.columns import column, start
from ..shown.layout import Item
from ..shown.output import Table
from ..verb import Verb

app = Typer()

FIELDS: Final = (
    "optin",
    "member",
    "member_handle",
    "initiative",
    "initiative_handle",
    "state",
    "since",
    "days",
    "asker",
    "asker_name",
    "expected_by",
    "sign_by",
    "overdue",
    "mine",
)
_SILENT: Final = (
    start("ID", "optin"),
    column("MEMBER", "member_handle"),
    column("INITIATIVE", "initiative_handle"),
    column("STATE", "state"),
    column("SINCE", "since"),
    column("DAYS", "days"),
    column("ASKER", "asker_name", wide=True),
    column("EXPECTED BY", "expected_by"),
    column("SIGN BY", "sign_by"),
)
_RATES: Final = (
    column("OF", "name", absent="nobody named"),
    shares.column("ASKED", "asked_share"),
    shares.column("ANSWERED", "answered_share"),
    shares.column("SILENT", "silent_share"),
    column("WITHOUT BEING ASKED", "unasked"),
)
_QUIET: Final = (
    column("MEMBER", "member_handle", "member_name"),
    column("LAST HEARD", "last", absent="never"),
    column("HOW", "how"),
    column("DAYS", "days"),
)
_RATE_FIELDS: Final = ("of", "name", "asked", "answered", "silent", "unasked")


@app.command("chase", cls=Verb)
def chase(
    ctx: Context,
    initiative: Annotated[
        str | None, Option(metavar="INITIATIVE", help="Only those who were asked about this one.")
    ] = None,
    days: Annotated[
        int, Option(metavar="N", min=0, help="Only those silent for so many days, or longer.")
    ] = 0,
    mine: Annotated[bool, Option("--mine", help="Only those whom you ask.")] = False,
    quiet_for: Annotated[
        int, Option("--quiet-for", metavar="N", min=1, help="After so many days a member is not heard from.")
    ] = 60,
) -> None:
    """Who was asked and is silent, how many answered of those asked, and who is not heard from."""
    from ...store.views.chase import chase as whom
    from ...store.views.plain import plain
    from ...store.views.quiet import quiet
    from ...store.views.seen import Seen

    run = Run.of(ctx)
    reader, day = run.reader, run.ledger.today()
    about = run.key("initiative", initiative) if initiative is not None else None
    seen = Seen(reader, day)
    found: Item = plain(whom(reader, day, days=days, initiative=about, mine=mine, seen=seen))
    some = about is not None or mine
    found["quiet"] = [] if some else plain(quiet(reader, day, days=quiet_for, seen=seen))
    if mine and reader.me() is None:
        run.say("Nobody has said who uses this clone: allied me NAME.")
    elif not found["silent"]:
        run.say("Nobody is silent." if not days else f"Nobody has been silent for {days} days or longer.")
    run.out.tables("chase", found, _tables(found, quiet_for))


def _tables(found: Item, quiet_for: int) -> list[Table]:
    """Return the lists of the answer; what there is only one of needs no sum, and no asker no list."""
    total: Item = {**found["total"], "name": "all"}
    rates = [*found["initiatives"], total] if len(found["initiatives"]) != 1 else found["initiatives"]
    by_asker: list[Item] = found["askers"] if any(one["of"] for one in found["askers"]) else []
    return [
        Table("asked, and silent", found["silent"], _SILENT, FIELDS),
        Table("how those asked responded", rates, _RATES, _RATE_FIELDS),
        Table("by who asks", by_asker, _RATES, _RATE_FIELDS),
        Table(f"not heard from for {quiet_for} days", found["quiet"], _QUIET, ("member",)),
    ]
