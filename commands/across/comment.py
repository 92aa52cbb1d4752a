"""`allied comment`: a word on any one thing."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Typer

from ..run import Run
from ..shown.documents import wrote, wrote_all
from ..verb import Writing

app = Typer()


@app.command("comment", cls=Writing)
def comment(
    ctx: Context,
    things: Annotated[
        list[str],
        Argument(metavar="THING...", help="A handle, a name or the start of an id; - reads standard input."),
    ],
    text: Annotated[str, Argument(metavar="TEXT", help="What to say, or @FILE; @@ for an at sign.")],
) -> None:
    """Say something about any thing, or several."""
    from ...store.verbs import documents
    from ..typed.fields import content
    from ..typed.named import is_many, spread

    run = Run.of(ctx)
    said = content(text)
    found = list(dict.fromkeys(run.find(None, thing) for thing in spread(things)))
    if not is_many(things):
        return wrote(run, documents.comment(run.ledger, *found[0], said))
    with run.ledger.batch() as batch:
        dones = [documents.comment(run.ledger, *one, said) for one in found]
    return wrote_all(run, dones[0].kind if dones else "member", dones, batch.step.id or None)
