"""`allied me`: who uses this clone."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Typer

from ..run import Run
from ..shown.documents import show, wrote
from ..verb import Alone

app = Typer()


@app.command("me", cls=Alone)
def me(
    ctx: Context,
    name: Annotated[
        str | None, Argument(metavar="[NAME]", help="A contact, made if there is none yet.")
    ] = None,
) -> None:
    """Say who uses this clone, or show it."""
    run = Run.of(ctx)
    if name is None:
        return show(run, "contact", run.key("contact", "@me"))
    from ...store.errors import Usage
    from ...store.verbs import contacts

    if run.audience is not None:
        raise Usage("Who uses this clone is picked among all contacts.", "Leave --audience out.")
    return wrote(run, contacts.me(run.ledger, name))
