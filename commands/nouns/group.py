"""`allied group`: core groups, working groups and boards."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Typer

from ..run import Run
from ..shown.documents import added, each, list_, show
from ..verb import Verb, listing, taking
from .arguments import Group, Groups, Words

app = Typer()


@app.command("add", cls=taking("group", "name"))
def add(
    ctx: Context,
    name: Annotated[
        str, Argument(metavar="NAME", help="What it is called; - reads names from standard input.")
    ],
) -> None:
    """Add a group."""
    from ...store.verbs import groups

    run = Run.of(ctx)
    values = run.values("group")
    added(run, "group", name, lambda called: groups.add(run.ledger, called, values))


@app.command("set", cls=taking("group"))
def set_(ctx: Context, groups_: Groups) -> None:
    """Change what is kept of a group."""
    from ...store.verbs import documents

    run = Run.of(ctx)
    values = run.changes("group")
    each(run, "group", groups_, lambda key: documents.change(run.ledger, "group", key, values))


@app.command("list", cls=listing("group"))
def list_groups(ctx: Context, words: Words = None) -> None:
    """List groups."""
    list_(Run.of(ctx), "group", words)


@app.command("show", cls=Verb)
def show_group(ctx: Context, group: Group) -> None:
    """Show one group."""
    run = Run.of(ctx)
    show(run, "group", run.key("group", group))
