"""`allied decision`: what is decided, by whom, over whose objections."""

from __future__ import annotations

from typing import Annotated, Final

from typer import Argument, Context, Option, Typer

from ..run import Run
from ..shown.documents import key_of, list_, show, wrote
from ..typed.fields import parts
from ..verb import Verb, listing, taking

app = Typer()

CLOSING: Final = ("status", "outcome", "rationale", "decided", "despite_blocks", "asked_group")
Named = Annotated[str, Argument(metavar="DECISION", help="The start of its id.")]
Question = Annotated[str, Argument(metavar="QUESTION", help="What is to be decided.")]
Member = Annotated[str, Argument(metavar="MEMBER", help="The member: handle, name or start of its id.")]
Words = Annotated[list[str] | None, Argument(metavar="[WORD]...", help="Only those with these words.")]
Outcome = Annotated[str | None, Option(metavar="TEXT", help="What was decided, in a sentence or two.")]
Rationale = Annotated[str | None, Option(metavar="TEXT", help="Why.")]


@app.command("add", cls=taking("decision", "question", *CLOSING))
def add(ctx: Context, question: Question) -> None:
    """Draft a decision."""
    from ...store.verbs import decisions

    run = Run.of(ctx)
    wrote(run, decisions.add(run.ledger, question, run.values("decision")))


@app.command("set", cls=taking("decision", *CLOSING))
def set_(ctx: Context, decision: Named) -> None:
    """Change what is kept of a decision."""
    from ...store.verbs import documents

    run = Run.of(ctx)
    key = key_of(run, "decision", decision)
    wrote(run, documents.change(run.ledger, "decision", key, run.changes("decision")))


@app.command("open", cls=Verb)
def open_(
    ctx: Context,
    decision: Named,
    closes: Annotated[str | None, Option(metavar="WHEN", help="Until when positions are taken.")] = None,
    asked: Annotated[
        list[str] | None,
        Option(metavar="group:GROUP", help="Who is asked; else the members in on its initiative."),
    ] = None,
) -> None:
    """Open a decision for positions, and fix who is asked."""
    from ...store.verbs import decisions

    run = Run.of(ctx)
    key = key_of(run, "decision", decision)
    wrote(run, decisions.open(run.ledger, key, run.values("decision", closes=closes, asked=asked)))


@app.command("position", cls=Verb)
def position(
    ctx: Context,
    decision: Named,
    member: Member,
    position: Annotated[
        str, Argument(metavar="POSITION", help="agree|reservations|stand-aside|abstain|block")
    ],
    reason: Annotated[str | None, Option(metavar="TEXT", help="Why, in its words.")] = None,
    reason_later: Annotated[
        bool, Option("--reason-later", help="The reason of a block follows; nothing closes without it.")
    ] = False,
    speaks_from: Annotated[str | None, Option(metavar="TEXT", help="The community it speaks from.")] = None,
    on_behalf: Annotated[
        str | None, Option(metavar="CONTACT", help="On whose behalf it is recorded.")
    ] = None,
) -> None:
    """Record a member's position."""
    from ...store.schema.decision import POSITION
    from ...store.verbs import decisions

    run = Run.of(ctx)
    keys = key_of(run, "decision", decision), key_of(run, "member", member)
    said = parts(
        run.ledger, POSITION, position=position, reason=reason, speaks_from=speaks_from, on_behalf=on_behalf
    )
    wrote(run, decisions.position(run.ledger, *keys, said.pop("position"), reason_later=reason_later, **said))


@app.command("answer", cls=Verb)
def answer(
    ctx: Context,
    decision: Named,
    member: Member,
    state: Annotated[str, Argument(metavar="ANSWER", help="open|addressed|accommodated|withdrawn")],
    words: Annotated[str | None, Option(metavar="TEXT", help="What was said or changed.")] = None,
) -> None:
    """Record the answer to a member's objection."""
    from ...store.schema.decision import ANSWER
    from ...store.verbs import decisions

    run = Run.of(ctx)
    keys = key_of(run, "decision", decision), key_of(run, "member", member)
    said = parts(run.ledger, ANSWER, state=state, words=words)
    wrote(run, decisions.answer(run.ledger, *keys, said.pop("state"), **said))


@app.command("close", cls=Verb)
def close(
    ctx: Context,
    decision: Named,
    status: Annotated[str, Argument(metavar="HOW", help="adopted|rejected|withdrawn")],
    outcome: Outcome = None,
    rationale: Rationale = None,
    despite_blocks: Annotated[
        bool, Option("--despite-blocks", help="Close although a block stands; needs --rationale.")
    ] = False,
) -> None:
    """Close a decision as adopted, rejected or withdrawn."""
    from ...store.verbs import decisions

    run = Run.of(ctx)
    key = key_of(run, "decision", decision)
    closing = {"status": status, "outcome": outcome, "rationale": rationale}
    values = run.values("decision", **closing)
    wrote(run, decisions.close(run.ledger, key, values, despite_blocks=despite_blocks))


@app.command("record", cls=taking("decision", "question"))
def record(ctx: Context, question: Question) -> None:
    """Enter a decision that was already taken."""
    from ...store.verbs import decisions

    run = Run.of(ctx)
    wrote(run, decisions.record(run.ledger, question, run.values("decision")))


@app.command("list", cls=listing("decision"))
def list_decisions(ctx: Context, words: Words = None) -> None:
    """List decisions."""
    list_(Run.of(ctx), "decision", words)


@app.command("show", cls=Verb)
def show_decision(ctx: Context, decision: Named) -> None:
    """Show one decision, with its tally and its dissent."""
    run = Run.of(ctx)
    show(run, "decision", key_of(run, "decision", decision))
