"""`allied join`: a clone of a ledger that others have."""

from __future__ import annotations

from typing import Annotated, Final

from typer import Argument, Context, Option, Typer

from ..run import Run
from ..verb import Verb

app = Typer()

FIELDS: Final = ("id", "name", "path")


@app.command("join", cls=Verb)
def join(
    ctx: Context,
    url: Annotated[
        str, Argument(metavar="URL", help="Where it is shared: an https or ssh address, or a path.")
    ],
    directory: Annotated[
        str | None,
        Argument(metavar="[DIR]", help="The folder to put it in; else one called as the address ends."),
    ] = None,
    me: Annotated[str | None, Option(metavar="NAME", help="Who uses this clone.")] = None,
) -> None:
    """Join a ledger that others share, as a clone of your own."""
    from pathlib import Path

    from ...store.ledger import Ledger
    from ...store.sync import joining
    from ...store.verbs import contacts

    run = Run.of(ctx)
    name = url.rstrip("/").rpartition("/")[2].rpartition(":")[2].removesuffix(".git") or "ledger"
    with run.asking():
        root = joining.join(url, Path(directory or name), lambda words: run.say(f"{words}…"))
    ledger = Ledger.open(root)
    if me:
        contacts.me(ledger, me)
    item = {"id": ledger.id, "name": ledger.name, "path": str(ledger.root)}
    run.out.item("joined", item, lambda: f"{ledger.name} is in {ledger.root}\n", FIELDS)
    run.say("Everybody who has a clone can read all of it, labels or not.")
    if not me:
        run.say(f"Say who you are: allied -C {ledger.root} me NAME")
