"""`allied status`: where this ledger is and what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from typer import Context, Typer
from typer import Exit as Leave

from ...store.schema import kind as kind_named
from ...store.schema.keys import COALITION
from ..errors import Exit
from ..run import Run
from ..shown.layout import page
from ..verb import Verb

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.views.reader import Reader

app = Typer()

FIELDS: Final = (
    "id",
    "name",
    "path",
    "writer",
    "me",
    "me_name",
    "counts",
    "unsaved",
    "unshared",
    "elsewhere",
    "crossed",
    "missing",
    "problems",
)
_COUNTED: Final = ("member", "contact", "group", "initiative", "optin", "action", "decision", "meeting")


@app.command("status", cls=Verb)
def status(ctx: Context) -> None:
    """Where this ledger is and what it holds; exits 8 if any of it is damaged."""
    run = Run.of(ctx)
    item = _item(run.ledger, run.reader)
    if run.audience is not None:  # who wrote what isn't shown to it, nor what would tell
        item["writer"] = None
    run.out.item("status", item, lambda: _page(item, run.audience is None), FIELDS)
    if warning := run.ledger.warning():
        run.say(f"warning: {warning}")
    if any(problem.damage for problem in run.ledger.problems):
        raise Leave(Exit.DAMAGED)


def _item(ledger: Ledger, reader: Reader) -> dict[str, Any]:
    me = reader.me()
    return {
        "id": ledger.id,
        "name": str((reader.get("coalition", COALITION) or {}).get("name") or ""),
        "path": str(ledger.root),
        "writer": ledger.writer,
        "me": me,
        "me_name": reader.label("contact", me) if me else None,
        "counts": {kind: len(reader.table(kind)) for kind in _COUNTED},
        "unsaved": len(ledger.unsaved()),
        "unshared": len(ledger.unshared()),
        "elsewhere": ledger.elsewhere(),
        "crossed": sum(len((reader.get(*one) or {}).get("crossed", ())) for one in reader.book.crossed()),
        "missing": ledger.missing(),
        "problems": [f"{p.file}:{p.line}: {p.reason}" for p in ledger.problems],
    }


def _page(item: dict[str, Any], nobody: bool) -> str:
    """Return the item as a page; *nobody* says that who isn't named isn't there, not that it isn't shown."""
    counts = ", ".join(
        f"{count} {kind_named(kind).noun}{'' if count == 1 else 's'}"
        for kind, count in item["counts"].items()
        if count
    )
    unshared, crossed = item["unshared"], item["crossed"]
    pairs: list[tuple[str, str]] = [
        ("ledger", item["path"]),
        ("you", item["me_name"] or ("nobody yet: allied me NAME says who you are" if nobody else "")),
        ("writer", item["writer"] or ("nothing written from here yet" if nobody else "")),
        ("holds", counts or "nothing yet"),
        ("not shared yet", f"{unshared} change{'' if unshared == 1 else 's'}" if unshared else "nothing"),
        ("on other branches", ", ".join(item["elsewhere"])),
        ("two answers", f"{crossed} question{'' if crossed == 1 else 's'}" if crossed else "none"),
        ("segments lost", ", ".join(item["missing"])),
        ("problems", str(len(item["problems"]) or "none")),
    ]
    return page(item["name"] or "A coalition without a name", [pair for pair in pairs if pair[1]])
