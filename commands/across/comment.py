"""`allied comment`: a word on any one thing."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Typer

from ..nouns.arguments import Thing
from ..run import Run
from ..shown.documents import wrote
from ..verb import Writing

app = Typer()


@app.command("comment", cls=Writing)
def comment(
    ctx: Context,
    thing: Thing,
    text: Annotated[str, Argument(metavar="TEXT", help="What to say, or @FILE; @@ for an at sign.")],
) -> None:
    """Say something about any one thing."""
    from ...store.verbs import documents
    from ..typed.fields import content

    run = Run.of(ctx)
    wrote(run, documents.comment(run.ledger, *run.find(None, thing), content(text)))
