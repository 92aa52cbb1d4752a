"""`allied remote`: where this ledger is shared."""

from __future__ import annotations

from typing import Annotated, Final

from typer import Argument, Context, Option, Typer

from ..run import Run
from ..shown.columns import column
from ..verb import Alone, Verb

app = Typer()

FIELDS: Final = ("name", "url")
_COLUMNS: Final = (column("NAME", "name"), column("URL", "url", wide=True))


@app.command("add", cls=Alone)
def add(
    ctx: Context,
    url: Annotated[str, Argument(metavar="URL", help="An https or ssh address, or a path.")],
    name: Annotated[str, Option(metavar="NAME", help="What to call it here.")] = "origin",
) -> None:
    """Say where this ledger is shared."""
    from ...store.sync import remotes

    run = Run.of(ctx)
    remotes.add(run.ledger.root, url, name)
    item = {"name": name, "url": remotes.listed(run.ledger.root, name)}
    run.out.item("remote", item, lambda: f"{name}  {item['url']}\n", FIELDS)


@app.command("show", cls=Verb)
def show(ctx: Context) -> None:
    """Show where this ledger is shared."""
    from ...store.sync import remotes

    run = Run.of(ctx)
    root = run.ledger.root
    items = [{"name": name, "url": remotes.listed(root, name)} for name in remotes.names(root)]
    if not items:
        run.say("This ledger is shared with nobody yet.")
    run.out.items("remote", items, _COLUMNS, FIELDS)
