"""`allied sync`: what is here is shared, and what others shared comes in."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Final

from typer import Context, Option, Typer

from ..run import Run
from ..verb import Planning

if TYPE_CHECKING:
    from ...store.sync.syncing import Synced

app = Typer()

FIELDS: Final = (
    "remote", "branch", "saved", "sent", "came", "came_in", "sent_in", "restored", "unfound",
    "pushed", "crossed", "tries",
)  # fmt: skip


@app.command("sync", cls=Planning)
def sync(
    ctx: Context,
    remote: Annotated[
        str | None, Option(metavar="NAME", help="The remote to share with, if there are several.")
    ] = None,
    no_push: Annotated[bool, Option("--no-push", help="Take in what came, and send nothing.")] = False,
    restore: Annotated[
        bool, Option("--restore", help="Put back what was once seen there and is gone.")
    ] = False,
    public: Annotated[
        bool, Option("--public", help="Share for the first time where anybody can read it.")
    ] = False,
) -> None:
    """Share what is here, and take in what others have shared."""
    from ...store.sync import syncing

    run = Run.of(ctx)
    wish = syncing.Wish(remote, not no_push, restore, run.dry, public)
    with run.asking():
        done = syncing.sync(run.ledger, wish, lambda words: run.say(f"{words}…"))
    item = asdict(done)
    if run.audience is not None:  # the names of files tell who wrote
        item |= {"came_in": (), "sent_in": (), "restored": (), "unfound": ()}
    run.out.item("synced", item, lambda: _said(done, run.dry), FIELDS)
    if done.unfound:
        count = f"{len(done.unfound)} segment{'' if len(done.unfound) == 1 else 's'}"
        run.say(f"{count} that were here once are nowhere in this clone: another may put them back.")
    if missing := run.ledger.missing():
        count = f"{len(missing)} segment{'' if len(missing) == 1 else 's'}"
        run.say(f"{count} of yours are not on this branch: allied sync --restore puts them there.")
    if done.crossed:
        answers = "question has" if done.crossed == 1 else "questions have"
        run.say(f"{done.crossed} {answers} two answers now: allied crossed shows them.")


def _said(done: Synced, dry: bool) -> str:
    """Return what went and came in a line."""
    would = "would be " if dry else ""
    parts = [f"{done.sent} {would}sent", f"{done.came} {'would come' if dry else 'came'} in"]
    if done.restored:
        parts.append(f"{len(done.restored)} segment{'' if len(done.restored) == 1 else 's'} put back")
    return f"{done.remote}/{done.branch}: {', '.join(parts)}.\n"
