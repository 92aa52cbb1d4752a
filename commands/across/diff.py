"""`allied diff`: what a range of commits changes in the ledger, in sentences."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Final

from typer import Argument, Context, Typer

from ..run import Run
from ..settings import AUDIENCES
from ..shown import markdown
from ..shown.steps import COLUMNS, FIELDS
from ..verb import Verb

if TYPE_CHECKING:
    from ...store.sync.comparing import Compared

app = Typer()

_MARKDOWN: Final = "md"


class Comparing(Verb):
    """The verb, whose answer can be a comment on a pull request."""

    formats = (_MARKDOWN,)


@app.command("diff", cls=Comparing)
def diff(
    ctx: Context,
    range_: Annotated[
        str | None,
        Argument(metavar="[REF..REF]", help="From which commit to which; else what was not shared yet."),
    ] = None,
) -> None:
    """What a range of commits changes in the ledger, in sentences; in CI as the public may see it."""
    from ...store.sync import comparing

    run = Run.of(ctx)
    if run.settings.audience is None and os.environ.get("CI", "").lower() not in ("", "0", "false"):
        run.settings = replace(run.settings, audience=AUDIENCES[0])
    with comparing.compare(run.ledger, range_) as compared:
        _show(run, compared)


def _show(run: Run, compared: Compared) -> None:
    """Show what came, as far as the audience may see it."""
    from ...store.views.audience import seen_by
    from ...store.views.history import history, steps
    from ...store.views.plain import plain

    reader, entries = compared.ledger, compared.entries
    if run.audience is not None:
        reader = seen_by(compared.ledger, run.audience)
        entries = reader.entries(entries)
    lines = history(reader, entries)
    hidden = len(list(steps(compared.entries))) - len(lines)
    removed = len(compared.removed)
    if run.settings.format == _MARKDOWN:
        run.out.text(markdown.changes([line.sentence for line in lines], hidden, removed))
        return
    run.out.items("diff", plain(lines), COLUMNS, FIELDS)
    if hidden:
        run.say(f"{hidden} more {'step' if hidden == 1 else 'steps'} not shown to this audience.")
    if removed:
        run.say(
            f"warning: {removed} {'segment is' if removed == 1 else 'segments are'} gone: allied check says more."
        )
    if not lines and not hidden:
        run.say("Nothing changes.")
