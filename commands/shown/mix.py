"""The sufficient mix of an initiative, element by element."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from .columns import column
from .layout import Item
from .output import Table

if TYPE_CHECKING:
    from ...store.views.mix import Mix
    from ...store.views.reader import Reader
    from ..run import Run

FIELDS: Final = ("what", "have", "need", "missing")
_COLUMNS: Final = (
    column("NEEDED", "what"),
    column("HAVE", "have_said"),
    column("OF", "need"),
    column("MISSING", "missing"),
)
_ASIDE: Final = (column("NOT COUNTED", "member_name", wide=True), column("WHY", "why", wide=True))


def data(reader: Reader, mix: Mix) -> Item:
    """Return a mix as data, with who is not counted, and why."""
    aside = [asdict(one) | {"member_name": reader.label("member", one.member)} for one in mix.aside]
    return {"reached": mix.reached, "elements": [asdict(one) for one in mix.elements], "aside": aside}


def lines(found: Item) -> list[str]:
    """Return a mix as lines of a page."""
    told = [
        f"{one['what']}: {one['have']} of {one['need']}{_missing(one['missing'])}"
        for one in found["elements"]
    ]
    return told + [f"not counted: {one['member_name']}, {one['why']}" for one in found["aside"]]


def title(found: Item) -> str:
    """Return whether a mix is reached."""
    return f"mix: {'reached' if found['reached'] else 'not reached'}"


def show_mix(run: Run, key: str) -> None:
    """Show whether an initiative's mix is reached, and what is missing."""
    from ...store.views.mix import mix

    reader = run.reader
    doc = reader.get("initiative", key) or {"id": key}
    found = data(reader, mix(reader, doc))
    found["initiative"], found["initiative_handle"] = doc["id"], doc.get("handle")
    tables = [
        Table(title(found), [_said(one) for one in found["elements"]], _COLUMNS, FIELDS),
        Table("", found["aside"], _ASIDE, ("member", "why")),
    ]
    if not found["elements"]:
        run.say("It names nothing as needed: allied initiative needs says what a sufficient mix is.")
    run.out.tables("mix", found, tables)


def _said(element: Item) -> dict[str, Any]:
    return element | {"have_said": str(element["have"])}


def _missing(count: int) -> str:
    return f", {count} missing" if count else ""
