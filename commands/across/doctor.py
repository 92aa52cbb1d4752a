"""`allied doctor`: what is wrong with this clone, and what to do."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Final

from typer import Context, Option, Typer
from typer import Exit as Leave

from ..errors import Exit
from ..run import Run
from ..shown.columns import column
from ..verb import Alone

app = Typer()

FIELDS: Final = ("level", "code", "what", "do")
_COLUMNS: Final = (column("LEVEL", "level"), column("WHAT", "what", wide=True), column("DO", "do", wide=True))


@app.command("doctor", cls=Alone)
def doctor(
    ctx: Context,
    new_writer: Annotated[
        bool, Option("--new-writer", help="Give this clone, a copy of another, an id of its own.")
    ] = False,
) -> None:
    """What is wrong with this clone and what to do about it; exits 8 if the ledger is damaged."""
    from ...store.sync import doctor as doctors

    run = Run.of(ctx)
    if new_writer:
        by = doctors.renew_writer(run.ledger)
        run.say(f"This clone writes as {by} from now on.")
    found = doctors.examine(run.ledger)
    items = [asdict(one) for one in found]
    if run.audience is not None:  # who writes, and where, isn't for everybody
        items = [item | {"what": "is not shown to this audience"} for item in items]
    run.out.items("doctor", items, _COLUMNS, FIELDS)
    if not any(one.level != "note" for one in found):
        run.say("Nothing is wrong with this clone.")
    if any(one.code == "damage" for one in found):
        raise Leave(Exit.DAMAGED)
