"""`allied optin`: what each member has opted in to, and on what terms."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument, Context, Typer

from ..run import Run
from ..shown.documents import key_of, list_, show, wrote
from ..verb import Verb, listing, taking

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.verbs.done import Done

app = Typer()
Member = Annotated[str, Argument(metavar="MEMBER", help="The member: handle, name or start of its id.")]
Initiative = Annotated[
    str, Argument(metavar="INITIATIVE", help="The initiative: handle, title or start of its id.")
]
Words = Annotated[list[str] | None, Argument(metavar="[WORD]...", help="Only those with these words.")]

Stating = taking("optin", "member", "initiative", "state")


@app.command("plan", cls=Stating)
def plan(ctx: Context, member: Member, initiative: Initiative) -> None:
    """Plan to ask a member."""
    from ...store.verbs import optins

    _record(Run.of(ctx), optins.plan, member, initiative)


@app.command("ask", cls=Stating)
def ask(ctx: Context, member: Member, initiative: Initiative) -> None:
    """Record that a member was asked."""
    from ...store.verbs import optins

    _record(Run.of(ctx), optins.ask, member, initiative)


@app.command("in", cls=Stating)
def in_(ctx: Context, member: Member, initiative: Initiative) -> None:
    """Record that a member is in."""
    from ...store.verbs import optins

    _record(Run.of(ctx), optins.record, member, initiative)


@app.command("decline", cls=Stating)
def decline(ctx: Context, member: Member, initiative: Initiative) -> None:
    """Record that a member declined."""
    from ...store.verbs import optins

    _record(Run.of(ctx), optins.decline, member, initiative)


@app.command("withdraw", cls=Stating)
def withdraw(ctx: Context, member: Member, initiative: Initiative) -> None:
    """Record that a member withdrew: always allowed, no reason needed."""
    from ...store.verbs import optins

    _record(Run.of(ctx), optins.withdraw, member, initiative)


def _record(
    run: Run, verb: Callable[[Ledger, str, str, dict[str, Any]], Done], member: str, initiative: str
) -> None:
    keys = key_of(run, "member", member), key_of(run, "initiative", initiative)
    wrote(run, verb(run.ledger, *keys, run.values("optin")))


@app.command("list", cls=listing("optin"))
def list_optins(ctx: Context, words: Words = None) -> None:
    """List opt-ins."""
    list_(Run.of(ctx), "optin", words)


@app.command("show", cls=Verb)
def show_optin(
    ctx: Context,
    thing: Annotated[str, Argument(metavar="OPTIN|MEMBER", help="The start of its id; or the member.")],
    initiative: Annotated[
        str | None, Argument(metavar="[INITIATIVE]", help="With a member: the initiative.")
    ] = None,
) -> None:
    """Show one opt-in."""
    run = Run.of(ctx)
    if initiative is None:
        return show(run, "optin", key_of(run, "optin", thing))
    from ...store.verbs import optins

    keys = key_of(run, "initiative", initiative), key_of(run, "member", thing)
    return show(run, "optin", optins.key_of(run.ledger, *keys))
