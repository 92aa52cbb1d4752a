"""`allied history`: all that was ever recorded of one thing."""

from __future__ import annotations

from typing import Annotated

from typer import Context, Option, Typer

from ..nouns.arguments import Thing
from ..run import Run
from ..shown.steps import By, Since, Until, asked, show_history
from ..verb import Verb

app = Typer()


@app.command("history", cls=Verb)
def history(
    ctx: Context,
    thing: Thing,
    since: Since = None,
    until: Until = None,
    by: By = None,
    limit: Annotated[
        int | None, Option(metavar="N", min=1, help="No more than so many steps, counted from the newest.")
    ] = None,
) -> None:
    """All that was recorded of one thing, in sentences, the newest first."""
    run = Run.of(ctx)
    entries = run.reader.history(*run.find(None, thing))
    show_history(run, "history", entries, asked(run, since, until, by), limit)
