"""`allied participation`: who was asked, who spoke, who dissented, and who is heard."""

from __future__ import annotations

from typing import Final

from typer import Context, Typer

from ..run import Run
from ..shown.columns import column
from ..shown.layout import Column, Item
from ..shown.output import Table
from ..shown.shares import share
from ..verb import Verb

app = Typer()

FIELDS: Final = (
    "member",
    "member_handle",
    "communities",
    "asked",
    "stated",
    "dissented",
    "heard",
    "unasked",
    "invited",
    "replied",
    "joined",
    "unprompted",
)


def _of(numerator: str, denominator: str) -> Column:
    def read(item: Item) -> str:
        return share((item[numerator], item[denominator]))

    return Column(numerator.upper(), read)


_SHARES: Final = (
    column("ASKED", "asked"),
    _of("stated", "asked"),
    _of("dissented", "stated"),
    _of("heard", "dissented"),
    column("INVITED", "invited"),
    _of("replied", "invited"),
    _of("joined", "invited"),
)
_MEMBERS: Final = (column("MEMBER", "member_handle"), *_SHARES)
_VOICES: Final = (
    column("COMMUNITY", "community", absent="all members"),
    column("MEMBERS", "members"),
    *_SHARES,
    column("SPOKEN FOR", "spoken_for"),
)


@app.command("participation", cls=Verb)
def participation(ctx: Context) -> None:
    """Who was asked, stated and dissented, and how members of each community are heard beside all.

    Of those who dissented, HEARD counts the objections that were addressed or accommodated. INVITED counts the
    opt-ins that a member was asked about; an answer that nobody had asked for counts as neither.
    """
    from ...store.views.participation import participation as parts
    from ...store.views.plain import plain

    run = Run.of(ctx)
    found: Item = plain(parts(run.reader))
    if not found["members"]:
        run.say("None.")
    voices = [*found["communities"], found["total"]] if found["members"] else []
    run.out.tables(
        "participation",
        found,
        [
            Table("members", found["members"], _MEMBERS, FIELDS),
            Table("communities", voices, _VOICES, ("community", "members")),
        ],
    )
