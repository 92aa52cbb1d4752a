"""`allied contact`: people, at a member or of the coordination."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Option, Typer

from ...store.errors import Usage
from ..run import Run
from ..shown.documents import added, each, list_, show
from ..verb import Verb, listing, taking
from .arguments import Contact, Contacts, Words

app = Typer()


@app.command("add", cls=taking("contact", "name", "member", "coordination"))
def add(
    ctx: Context,
    name: Annotated[
        str, Argument(metavar="NAME", help="The person's name; - reads names from standard input.")
    ],
    member: Annotated[str | None, Option(metavar="MEMBER", help="The member they are at.")] = None,
    coordination: Annotated[bool, Option("--coordination", help="They are of the coordination.")] = False,
) -> None:
    """Add a contact."""
    from ...store.verbs import contacts

    if (member is None) is not coordination:
        raise Usage(
            "A contact is either at a member or of the coordination.", "Say --member M or --coordination."
        )
    run = Run.of(ctx)
    key = run.key("member", member) if member is not None else None
    values = run.values("contact")
    added(
        run,
        "contact",
        name,
        lambda called: contacts.add(run.ledger, called, key, coordination, values),
    )


@app.command("set", cls=taking("contact"))
def set_(ctx: Context, contacts_: Contacts) -> None:
    """Change what is kept of a contact."""
    from ...store.verbs import documents

    run = Run.of(ctx)
    values = run.changes("contact")
    each(run, "contact", contacts_, lambda key: documents.change(run.ledger, "contact", key, values))


@app.command("list", cls=listing("contact"))
def list_contacts(ctx: Context, words: Words = None) -> None:
    """List contacts."""
    list_(Run.of(ctx), "contact", words)


@app.command("show", cls=Verb)
def show_contact(ctx: Context, contact: Contact) -> None:
    """Show one contact."""
    run = Run.of(ctx)
    show(run, "contact", run.key("contact", contact))
