"""`allied crossed`: two answers to one question, for a person to settle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from typer import Context, Typer

from ..run import Run
from ..shown.columns import column, start
from ..shown.layout import Column, Item
from ..shown.output import Table
from ..verb import Verb

if TYPE_CHECKING:
    from ...store.views.crossed import Unsettled

app = Typer()

FIELDS: Final = ("kind", "id", "title", "register", "field", "take", "value", "shown", "counts", "given")


def _given(item: Item) -> str:
    return ", ".join(f"{one['by_name']} on {str(one['at'])[:10]}" for one in item["given"])


def _counts(item: Item) -> str:
    return "yes" if item["counts"] else ""


_COLUMNS: Final = (
    start("ID", "id"),
    column("WHAT", "title", wide=True),
    column("FIELD", "register"),
    column("TAKE", "take"),
    column("ANSWER", "shown", wide=True),
    Column("GIVEN BY", _given, wide=True),
    Column("COUNTS MEANWHILE", _counts),
)
_HANDLES: Final = (
    column("HANDLE", "handle"),
    column("KIND", "kind"),
    column("TAKEN BY", "titles", wide=True),
)


@app.command("crossed", cls=Verb)
def crossed(ctx: Context) -> None:
    """Two answers to one question: who gave each and when, and which counts until it is settled."""
    from ...store.views.crossed import crossed as unsettled
    from ...store.views.plain import plain

    run = Run.of(ctx)
    visible = unsettled(run.reader)
    takes = _takes(visible if run.audience is None else unsettled(run.ledger))
    found: Item = plain(visible)
    rows: list[Item] = []
    for question in found["answers"]:
        for answer in question["answers"]:
            answer["take"] = min(takes[question["register"], given["entry"]] for given in answer["given"])
            rows.append({**question, **answer})
    if not rows and not found["handles"]:
        run.say("Nothing has two answers.")
    elif rows:
        run.say("allied settle ID FIELD --take N says which holds.")
    run.out.tables(
        "crossed",
        found,
        [
            Table("", rows, _COLUMNS, FIELDS),
            Table("handles that are taken twice", found["handles"], _HANDLES, ("handle", "kind", "ids")),
        ],
    )


def _takes(found: Unsettled) -> dict[tuple[str, str], int]:
    """Return the number `settle --take` knows each answer by: its register and entry name it.

    Answers that an audience doesn't see are counted too, since settle counts them.
    """
    return {
        (question.register, given.entry): take
        for question in found.answers
        for take, answer in enumerate(question.answers, 1)
        for given in answer.given
    }
