"""`allied action`: who does what by when."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Typer

from ..run import Run
from ..shown.documents import key_of, list_, show, wrote
from ..verb import Verb, listing, taking

app = Typer()
Named = Annotated[str, Argument(metavar="ACTION", help="The start of its id.")]
Words = Annotated[list[str] | None, Argument(metavar="[WORD]...", help="Only those with these words.")]


@app.command("add", cls=taking("action", "title"))
def add(ctx: Context, title: Annotated[str, Argument(metavar="TITLE", help="What is to be done.")]) -> None:
    """Add an action."""
    from ...store.verbs import actions

    run = Run.of(ctx)
    wrote(run, actions.add(run.ledger, title, run.values("action")))


@app.command("set", cls=taking("action"))
def set_(ctx: Context, action: Named) -> None:
    """Change what is kept of an action."""
    from ...store.verbs import actions

    run = Run.of(ctx)
    key = key_of(run, "action", action)
    wrote(run, actions.change(run.ledger, key, run.changes("action")))


@app.command("list", cls=listing("action"))
def list_actions(ctx: Context, words: Words = None) -> None:
    """List actions."""
    list_(Run.of(ctx), "action", words)


@app.command("show", cls=Verb)
def show_action(ctx: Context, action: Named) -> None:
    """Show one action."""
    run = Run.of(ctx)
    show(run, "action", key_of(run, "action", action))


@app.command("start", cls=Verb)
def start(ctx: Context, action: Named) -> None:
    """Record that an action is being done."""
    from ...store.verbs import actions

    run = Run.of(ctx)
    wrote(run, actions.start(run.ledger, key_of(run, "action", action)))


@app.command("done", cls=Verb)
def done(ctx: Context, action: Named) -> None:
    """Record that an action is done."""
    from ...store.verbs import actions

    run = Run.of(ctx)
    wrote(run, actions.done(run.ledger, key_of(run, "action", action)))


@app.command("drop", cls=Verb)
def drop(ctx: Context, action: Named) -> None:
    """Record that an action won't be done."""
    from ...store.verbs import actions

    run = Run.of(ctx)
    wrote(run, actions.drop(run.ledger, key_of(run, "action", action)))
