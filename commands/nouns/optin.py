"""`allied optin`: what each member has opted in to, and on what terms."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Literal

from typer import Argument, Context, Option, Typer

from ...store.errors import Usage
from ..run import Run
from ..shown.documents import each, list_, show
from ..verb import Verb, listing, taking
from .arguments import Initiative, Members, SomeMembers, Words

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.verbs.done import Done

    Stated = Callable[[Ledger, str, str, dict[str, Any]], Done]

app = Typer()
AllWhere = Annotated[
    list[str] | None,
    Option(
        "--all-where", metavar="FIELD=VALUE", help="All members whose field has the value; != for has not."
    ),
]
Stating = taking("optin", "member", "initiative", "state")


@app.command("plan", cls=Stating)
def plan(
    ctx: Context, members: SomeMembers = None, initiative: Initiative = "", all_where: AllWhere = None
) -> None:
    """Plan to ask members."""
    from ...store.verbs import optins

    _some_or_all(Run.of(ctx), optins.plan, members, initiative, "planned", all_where)


@app.command("ask", cls=Stating)
def ask(
    ctx: Context, members: SomeMembers = None, initiative: Initiative = "", all_where: AllWhere = None
) -> None:
    """Record that members were asked."""
    from ...store.verbs import optins

    _some_or_all(Run.of(ctx), optins.ask, members, initiative, "asked", all_where)


@app.command("in", cls=Stating)
def in_(ctx: Context, members: Members, initiative: Initiative) -> None:
    """Record that a member is in."""
    from ...store.verbs import optins

    _record(Run.of(ctx), optins.record, members, initiative)


@app.command("decline", cls=Stating)
def decline(ctx: Context, members: Members, initiative: Initiative) -> None:
    """Record that a member declined."""
    from ...store.verbs import optins

    _record(Run.of(ctx), optins.decline, members, initiative)


@app.command("withdraw", cls=Stating)
def withdraw(ctx: Context, members: Members, initiative: Initiative) -> None:
    """Record that a member withdrew: always allowed, no reason needed."""
    from ...store.verbs import optins

    _record(Run.of(ctx), optins.withdraw, members, initiative)


@app.command("reconfirm", cls=Stating)
def reconfirm(ctx: Context, members: Members, initiative: Initiative) -> None:
    """Record that a member stands by its opt-in, to the words that hold now."""
    from ...store.verbs import reconfirming

    _record(Run.of(ctx), reconfirming.reconfirm, members, initiative)


@app.command("set", cls=taking("optin", "member", "initiative"))
def set_(ctx: Context, members: Members, initiative: Initiative) -> None:
    """Change what is kept beside an answer, such as visibility, roles or who asks."""
    from ...store.errors import NotFound
    from ...store.verbs import documents, optins

    run = Run.of(ctx)
    values = run.changes("optin")

    def change(ledger: Ledger, member: str, about: str, _: dict[str, Any]) -> Done:
        key = optins.key_of(ledger, about, member)
        if ledger.get("optin", key) is None:
            who, what = ledger.label("member", member), ledger.label("initiative", about)
            raise NotFound(
                f"{who} has no opt-in to {what}.", f"allied optin plan {who} {what} plans to ask it."
            )
        return documents.change(ledger, "optin", key, values)

    _record(run, change, members, initiative)


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
    show(run, "optin", _named(run, thing, initiative))


@app.command("proof", cls=Verb)
def proof(
    ctx: Context,
    thing: Annotated[str, Argument(metavar="OPTIN|MEMBER", help="The start of its id; or the member.")],
    initiative: Annotated[
        str | None, Argument(metavar="[INITIATIVE]", help="With a member: the initiative.")
    ] = None,
) -> None:
    """Everything that shows a member agreed: who said so, when, how, and to which words."""
    from ..shown.proof import show_proof

    run = Run.of(ctx)
    show_proof(run, _named(run, thing, initiative))


@app.command("matrix", cls=Verb)
def matrix(
    ctx: Context,
    initiatives: Annotated[
        list[str] | None, Argument(metavar="[INITIATIVE]...", help="Only these; else all that aren't closed.")
    ] = None,
    member: Annotated[list[str] | None, Option(metavar="MEMBER", help="Only this member.")] = None,
    closed: Annotated[bool, Option("--closed", help="The initiatives that are closed too.")] = False,
) -> None:
    """Members by initiatives: where each member stands on each."""
    from ..shown.matrix import show_matrix
    from ..typed.named import keys

    run = Run.of(ctx)
    about = keys(run, "initiative", initiatives) if initiatives else None
    who = keys(run, "member", member) if member else None
    show_matrix(run, who, about, closed)


def _some_or_all(
    run: Run,
    verb: Stated,
    members: list[str] | None,
    initiative: str,
    state: Literal["planned", "asked"],
    where: list[str] | None,
) -> None:
    """Record the same of the members that were named, or of all that a filter finds."""
    if not where:
        return _record(run, verb, members, initiative)
    from ..shown.bulk import all_where

    return all_where(run, members, initiative, state, where)


def _record(
    run: Run,
    verb: Stated,
    members: list[str] | None,
    initiative: str,
) -> None:
    """Record the same of one member or of many, all of it or nothing."""
    if not initiative:
        raise Usage("Missing argument 'INITIATIVE'.", "Name it after the members.")
    if not members:
        raise Usage(
            "This doesn't say which members.", "Name them before the initiative, or - for standard input."
        )
    about, values = run.key("initiative", initiative), run.values("optin")
    each(run, "member", members, lambda key: verb(run.ledger, key, about, values), "optin")


def _named(run: Run, thing: str, initiative: str | None) -> str:
    """Return the key of the opt-in that its id names, or a member and an initiative."""
    if initiative is None:
        return run.key("optin", thing)
    from ...store.verbs import optins

    return optins.key_of(run.ledger, run.key("initiative", initiative), run.key("member", thing))
