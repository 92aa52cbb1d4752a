"""`allied decision`: what is decided, by whom, over whose objections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from typer import Argument, Context, Option, Typer

from ..run import Run
from ..shown.documents import added, each, list_, show, wrote
from ..typed.fields import parts
from ..verb import Verb, Writing, listing, taking
from .arguments import Decision, Decisions, Members, Words

if TYPE_CHECKING:
    from ...store.verbs.done import Done

app = Typer()

CLOSING: Final = ("status", "outcome", "rationale", "decided", "despite_blocks", "asked_group")
Question = Annotated[str, Argument(metavar="QUESTION", help="What is to be decided.")]
Outcome = Annotated[str | None, Option(metavar="TEXT", help="What was decided, in a sentence or two.")]
Rationale = Annotated[str | None, Option(metavar="TEXT", help="Why.")]


@app.command("add", cls=taking("decision", "question", *CLOSING))
def add(ctx: Context, question: Question) -> None:
    """Draft a decision."""
    from ...store.verbs import decisions

    run = Run.of(ctx)
    values = run.values("decision")
    added(run, "decision", question, lambda asked: decisions.add(run.ledger, asked, values))


@app.command("set", cls=taking("decision", *CLOSING))
def set_(ctx: Context, decisions_: Decisions) -> None:
    """Change what is kept of a decision."""
    from ...store.verbs import decisions

    run = Run.of(ctx)
    values = run.changes("decision")
    each(run, "decision", decisions_, lambda key: decisions.change(run.ledger, key, values))


@app.command("open", cls=Writing)
def open_(
    ctx: Context,
    decisions_: Decisions,
    closes: Annotated[str | None, Option(metavar="WHEN", help="Until when positions are taken.")] = None,
    asked: Annotated[
        list[str] | None,
        Option(metavar="group:GROUP", help="Who is asked; else the members in on its initiative."),
    ] = None,
) -> None:
    """Open a decision for positions, and fix who is asked."""
    from ...store.verbs import decisions

    run = Run.of(ctx)
    values = run.values("decision", closes=closes, asked=asked)
    each(run, "decision", decisions_, lambda key: decisions.open(run.ledger, key, values))


@app.command("position", cls=Writing)
def position(
    ctx: Context,
    decision: Decision,
    members: Members,
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
    key = run.key("decision", decision)
    said = parts(
        run.context, POSITION, position=position, reason=reason, speaks_from=speaks_from, on_behalf=on_behalf
    )
    stands = said.pop("position")

    def state(member: str) -> Done:
        done = decisions.position(run.ledger, key, member, stands, reason_later=reason_later, **said)
        known = run.audience is None  # who was asked isn't for everybody
        if known and run.ledger.book.key(member) not in (done.doc.get("asked") or ()):
            run.say(
                f"{run.reader.label('member', member)} wasn't asked: its position is kept, and not counted."
            )
        return done

    each(run, "member", members, state, "decision")


@app.command("answer", cls=Writing)
def answer(
    ctx: Context,
    decision: Decision,
    members: Members,
    state: Annotated[str, Argument(metavar="ANSWER", help="open|addressed|accommodated|withdrawn")],
    words: Annotated[str | None, Option(metavar="TEXT", help="What was said or changed.")] = None,
) -> None:
    """Record the answer to a member's objection."""
    from ...store.schema.decision import ANSWER
    from ...store.verbs import decisions

    run = Run.of(ctx)
    key = run.key("decision", decision)
    said = parts(run.context, ANSWER, state=state, words=words)
    answered = said.pop("state")
    each(
        run,
        "member",
        members,
        lambda one: decisions.answer(run.ledger, key, one, answered, **said),
        "decision",
    )


@app.command("close", cls=Writing)
def close(
    ctx: Context,
    decisions_: Decisions,
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
    closing = {"status": status, "outcome": outcome, "rationale": rationale}
    values = run.values("decision", **closing)
    each(
        run,
        "decision",
        decisions_,
        lambda key: decisions.close(run.ledger, key, values, despite_blocks=despite_blocks),
    )


@app.command("record", cls=taking("decision", "question"))
def record(ctx: Context, question: Question) -> None:
    """Enter a decision that was already taken."""
    from ...store.verbs import decisions

    run = Run.of(ctx)
    values = run.values("decision")
    added(run, "decision", question, lambda asked: decisions.record(run.ledger, asked, values))


@app.command("supersede", cls=Writing)
def supersede(
    ctx: Context,
    decision: Decision,
    old: Annotated[str, Argument(metavar="OLDER", help="The decision whose place it takes.")],
) -> None:
    """Record that a decision takes the place of an older one, at once or when it is adopted."""
    from ...store.verbs import reviewing

    run = Run.of(ctx)
    wrote(run, reviewing.supersede(run.ledger, run.key("decision", decision), run.key("decision", old)))


@app.command("review", cls=Writing)
def review(
    ctx: Context,
    decisions_: Decisions,
    on: Annotated[str, Argument(metavar="DATE", help="The day to look at it again; none for no day.")],
) -> None:
    """Record the day a decision is to be looked at again."""
    from ...store.verbs import reviewing

    run = Run.of(ctx)
    day = None if on in ("", "none") else run.day(on).isoformat()
    each(run, "decision", decisions_, lambda key: reviewing.review(run.ledger, key, day))


@app.command("list", cls=listing("decision"))
def list_decisions(ctx: Context, words: Words = None) -> None:
    """List decisions."""
    list_(Run.of(ctx), "decision", words)


@app.command("show", cls=Verb)
def show_decision(ctx: Context, decision: Decision) -> None:
    """Show one decision, with its tally and its dissent."""
    run = Run.of(ctx)
    show(run, "decision", run.key("decision", decision))
