"""`allied contact`: people, at a member or of the coordination."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context, Option, Typer

from ...store.errors import Usage
from ..run import Run
from ..shown.documents import key_of, list_, show, wrote
from ..verb import Verb, listing, taking

app = Typer()
Named = Annotated[str, Argument(metavar="CONTACT", help="A name, the start of an id, or @me.")]
Words = Annotated[list[str] | None, Argument(metavar="[WORD]...", help="Only those with these words.")]


@app.command("add", cls=taking("contact", "name", "member", "coordination"))
def add(
    ctx: Context,
    name: Annotated[str, Argument(metavar="NAME", help="The person's name.")],
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
    key = key_of(run, "member", member) if member is not None else None
    values = run.values("contact")
    wrote(run, contacts.add(run.ledger, name, member=key, coordination=coordination, values=values))


@app.command("set", cls=taking("contact"))
def set_(ctx: Context, contact: Named) -> None:
    """Change what is kept of a contact."""
    from ...store.verbs import documents

    run = Run.of(ctx)
    key = key_of(run, "contact", contact)
    wrote(run, documents.change(run.ledger, "contact", key, run.changes("contact")))


@app.command("list", cls=listing("contact"))
def list_contacts(ctx: Context, words: Words = None) -> None:
    """List contacts."""
    list_(Run.of(ctx), "contact", words)


@app.command("show", cls=Verb)
def show_contact(ctx: Context, contact: Named) -> None:
    """Show one contact."""
    run = Run.of(ctx)
    show(run, "contact", key_of(run, "contact", contact))
