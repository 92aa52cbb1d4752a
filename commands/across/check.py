"""`allied check`: whether a ledger is sound, down to the last line."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Final

from typer import Context, Option, Typer
from typer import Exit as Leave

from ..errors import Exit
from ..run import Run
from ..shown.columns import column
from ..shown.layout import Column, Item
from ..verb import Verb

app = Typer()


def _where(item: Item) -> str:
    return f"{item['file']}:{item['line']}" if item["line"] else str(item["file"])


FIELDS: Final = ("level", "code", "file", "line", "kind", "id", "title", "reason")
_COLUMNS: Final = (
    column("LEVEL", "level"),
    Column("WHERE", _where),
    column("WHAT", "title"),
    column("WHY", "reason", wide=True),
)
_CODES: Final = {
    "damage": Exit.DAMAGED,
    "invalid": Exit.INVALID,
    "person": Exit.NEEDS_PERSON,
    "note": Exit.OK,
}


class Checking(Verb):
    """The verb, whose answer a forge can show beside the lines it is about."""

    formats = ("github", "gitlab")


@app.command("check", cls=Checking)
def check(
    ctx: Context,
    since: Annotated[
        str | None,
        Option(metavar="REF", help="Also check that from this commit on segments were only ever added."),
    ] = None,
) -> None:
    """Check every line, every link and what it adds up to; exits 8 for damage, 4 or 5 for what needs mending."""
    from ...store.sync import checking
    from ..shown import annotations

    run = Run.of(ctx)
    found = checking.check(run.ledger, since)
    items = [asdict(one) for one in found]
    if run.audience is not None:
        items = [_for_fewer(item) for item in items]
    if run.settings.format in Checking.formats:
        run.out.text(annotations.of(run.settings.format, items))
    else:
        run.out.items("check", items, _COLUMNS, FIELDS)
    if not any(one.level != "note" for one in found):
        run.say("All is well.")
    raise Leave(_CODES[found[0].level] if found else Exit.OK)


def _for_fewer(item: Item) -> Item:
    """Return a finding without where it is and what it is about, which tell who wrote what."""
    said = {"level": item["level"], "code": item["code"], "line": 0}
    return {name: "" for name in FIELDS} | said | {"reason": "is not shown to this audience"}
