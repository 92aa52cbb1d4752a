"""What every noun's verbs do alike: find what was named, show it, list many, say what was written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from .columns import COLUMNS, id_text
from .layout import ID_SHOWN, Item, page

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.verbs.done import Done
    from ..run import Run

# More rows than a person looks at on a screen are not worth looking up the shortest starts of.
_BOLD_ROWS = 500


def found(run: Run, kind: str | Sequence[str] | None, text: str) -> tuple[str, str]:
    """Return kind and key of what a person named; raises `NotFound` or `Ambiguous`."""
    return run.ledger.find(kind, text)


def key_of(run: Run, kind: str, text: str) -> str:
    """Return the key of the document of a kind that a person named; raises `NotFound` or `Ambiguous`."""
    return run.ledger.find(kind, text)[1]


def wrote(run: Run, done: Done) -> None:
    """Say what was written: one short line, or the whole document for a program."""
    from ...store.views import present

    item = present.item(run.ledger, done.kind, done.doc)

    def line() -> str:
        parts = id_text(item), item.get("handle"), title_of(done.kind, item), _state(done.kind, item)
        return "  ".join(part for part in dict.fromkeys(parts) if part) + "\n"

    if not done.changed:
        run.say("It was so already: nothing was written.")
    fields = flat_fields(done.kind, [item])
    run.out.item(done.kind, item, line, fields, step=done.step.id or None, wrote=True)


def show(run: Run, kind: str, key: str) -> None:
    """Show one document."""
    from ...store.views import present
    from .pages import extra, pairs

    ledger = run.ledger
    doc = ledger.read(kind, key).doc
    item = present.item(ledger, kind, doc)
    more = extra(ledger, kind, doc)

    def text() -> str:
        handle = f"  ({item['handle']})" if item.get("handle") else ""
        return page(f"{id_text(item)}  {title_of(kind, item)}{handle}", pairs(kind, item), more.sections)

    whole = item | more.data
    run.out.item(kind, whole, text, flat_fields(kind, [whole]))


def list_(run: Run, kind: str, words: Sequence[str] | None) -> None:
    """List the documents of a kind that the filters and the words leave."""
    from ...store.views import present
    from ..typed.filters import chosen

    ledger = run.ledger
    docs = chosen(ledger, kind, run.filters, words or ())
    items = present.items(ledger, kind, docs)
    if kind == "decision":
        from .pages import dissent

        for item, doc in zip(items, docs, strict=True):
            item["dissent"] = dissent(ledger, doc)
    if not items:
        run.say("None.")
    fields = flat_fields(kind, items) if run.out.format in ("csv", "tsv") else ()
    run.out.items(kind, items, COLUMNS[kind], fields, bold=bolder(ledger, kind, len(items)))


def bolder(ledger: Ledger, kind: str, rows: int) -> Callable[[Item], int] | None:
    """Return what says how much of an id is enough to name its document; `None` for very many."""
    if rows > _BOLD_ROWS:
        return None

    def bold(item: Item) -> int:
        return min(ID_SHOWN, len(ledger.short(kind, item["id"])))

    return bold


def title_of(kind: str, item: Item) -> str:
    """Return what a document is called, in one line."""
    from ...store.schema import kind as kind_named

    if kind == "optin":
        parts = (item.get(name) or "?" for name in ("member_handle", "initiative_handle", "state"))
        return " · ".join(parts)
    return " ".join(kind_named(kind).title(item).split())


def _state(kind: str, item: Item) -> str | None:
    return item.get("status") if kind in ("action", "decision") else None


def flat_fields(kind: str, items: Sequence[Item]) -> list[str]:
    """Return the columns of csv and tsv: id, the kind's fields with names beside, then what else there is."""
    from ...store.schema import kind as kind_named

    there = {name for item in items for name in item}
    known = ["id"]
    for name in kind_named(kind).blank:
        known += [name, *(beside for beside in (f"{name}_handle", f"{name}_name") if beside in there)]
    return [*known, *sorted(there.difference(known))]
