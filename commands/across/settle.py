"""`allied settle`: a person says which of two answers holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument, Context, Option, Typer

from ...store.errors import Usage
from ..nouns.arguments import Thing
from ..run import Run
from ..shown.documents import wrote
from ..verb import Writing

if TYPE_CHECKING:
    from ...store.schema.field import Field

app = Typer()


@app.command("settle", cls=Writing)
def settle(
    ctx: Context,
    thing: Thing,
    field: Annotated[
        str, Argument(metavar="FIELD", help="What the question is about, as allied crossed shows it.")
    ],
    take: Annotated[
        int | None, Option(metavar="N", help="One of the answers, by its number in allied crossed.")
    ] = None,
    value: Annotated[
        str | None, Option(metavar="VALUE", help="Another answer, as the field takes it; empty clears it.")
    ] = None,
) -> None:
    """Say which of two answers to a question holds."""
    from ...store.verbs import settling

    if (take is None) == (value is None):
        raise Usage("Settling takes one answer.", "Say --take N, or --value VALUE, and not both.")
    run = Run.of(ctx)
    kind, key = run.find(None, thing)
    chosen = settling.UNSAID if value is None else _value(run, kind, key, field, value)
    wrote(run, settling.settle(run.ledger, kind, key, field, take=take, value=chosen))


def _value(run: Run, kind: str, key: str, field: str, text: str) -> Any:
    """Return what was typed as the register takes it: of what is stated together, with the parts that stand."""
    from ...store.schema import kind as kind_named

    schema = kind_named(kind)
    name, slash, _ = field.strip().partition("/")
    known = schema.fields.get(name.replace("-", "_"))
    record = schema.records.get(name if known is None else known.record or "")
    if record is not None:
        part = known or record.lead
        if part is record.lead:  # another answer altogether: what stood beside the others isn't said of it
            return {part.name: _parsed(run, part, text)}
        doc = run.ledger.get(kind, key) or {}
        stands = {of: doc[of] for of in record.fields if of in doc}
        return {**stands, part.name: _parsed(run, part, text)}
    if known is None:
        return text  # no such field: the store says which there are
    if slash and known.map is None:
        return text.strip().lower() not in ("", "no", "false")
    return _parsed(run, known, text)


def _parsed(run: Run, field: Field, text: str) -> Any:
    if not text.strip():
        return None
    return field.type.parse(text, run.context)
