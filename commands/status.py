"""`allied status`: where this ledger is and what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from typer import Context, Typer

from ..store.schema import kind as kind_named
from .layout import page
from .run import Run
from .verb import Verb

if TYPE_CHECKING:
    from ..store.ledger import Ledger

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
    "crossed",
    "problems",
)
_COUNTED: Final = ("member", "contact", "group", "initiative", "optin", "action", "decision", "meeting")


@app.command("status", cls=Verb)
def status(ctx: Context) -> None:
    """Where this ledger is and what it holds."""
    run = Run.of(ctx)
    item = _item(run.ledger)
    run.out.item("status", item, lambda: _page(item), FIELDS)


def _item(ledger: Ledger) -> dict[str, Any]:
    me = ledger.me()
    return {
        "id": ledger.id,
        "name": ledger.name,
        "path": str(ledger.root),
        "writer": ledger.writer,
        "me": me,
        "me_name": ledger.label("contact", me) if me else None,
        "counts": {kind: len(ledger.table(kind)) for kind in _COUNTED},
        "unsaved": len(ledger.unsaved()),
        "crossed": len(ledger.crossed()),
        "problems": [f"{p.file}:{p.line}: {p.reason}" for p in ledger.problems],
    }


def _page(item: dict[str, Any]) -> str:
    counts = ", ".join(
        f"{count} {kind_named(kind).noun}{'' if count == 1 else 's'}"
        for kind, count in item["counts"].items()
        if count
    )
    unsaved, crossed = item["unsaved"], item["crossed"]
    pairs = [
        ("ledger", item["path"]),
        ("you", item["me_name"] or "nobody yet: allied me NAME says who you are"),
        ("writer", item["writer"] or "nothing written from here yet"),
        ("holds", counts or "nothing yet"),
        ("not shared yet", f"{unsaved} change{'' if unsaved == 1 else 's'}" if unsaved else "nothing"),
        ("two answers", f"{crossed} question{'' if crossed == 1 else 's'}" if crossed else "none"),
        ("problems", str(len(item["problems"]) or "none")),
    ]
    return page(item["name"] or "A coalition without a name", pairs)
