"""`allied log`: what was recorded, in sentences."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Typer

from ..run import Run
from ..shown.steps import By, Limit, OfKind, Since, Until, asked, show_history, show_recent
from ..verb import Verb

app = Typer()


@app.command("log", cls=Verb)
def log(
    ctx: Context,
    thing: Annotated[str | None, Argument(metavar="[THING]", help="Only what concerns this.")] = None,
    limit: Limit = 20,
    since: Since = None,
    until: Until = None,
    by: By = None,
    kind: OfKind = None,
) -> None:
    """What was recorded, the newest first."""
    run = Run.of(ctx)
    wanted = asked(run, since, until, by, kind)
    if thing is None:
        return show_recent(run, wanted, limit)
    return show_history(run, "log", run.reader.history(*run.find(None, thing)), wanted, limit)
