"""One document or many of a kind, shown; and what a verb wrote, said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from .columns import COLUMNS, column, id_text
from .layout import ID_SHOWN, Item, page

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.verbs.done import Done
    from ..run import Run

# More rows than a person looks at on a screen are not worth looking up the shortest starts of.
_BOLD_ROWS = 500
_WROTE = (column("ID", "id"), column("WHAT", "title", wide=True))


def show(run: Run, kind: str, key: str) -> None:
    """Show one document."""
    from ...store.views import present
    from .pages import extra, pairs

    reader = run.reader
    whole = run.ledger.read(kind, key).doc
    doc = whole if run.audience is None else reader.get(kind, key) or {"id": key}
    item = present.item(reader, kind, doc)
    more = extra(reader, kind, doc)

    def text() -> str:
        handle = f"  ({item['handle']})" if item.get("handle") else ""
        return page(f"{id_text(item)}  {title_of(kind, item)}{handle}", pairs(kind, item), more.sections)

    shown = item | more.data
    left = {} if run.audience is None else _entries_left_out(whole, doc)
    run.out.item(kind, shown, text, flat_fields(kind, [shown]), left_out=left)


def list_(run: Run, kind: str, words: Sequence[str] | None) -> None:
    """List the documents of a kind that the filters and the words leave."""
    from ...store.views import present
    from ..typed.filters import chosen

    reader = run.reader
    docs = chosen(reader, run.context, kind, run.filters, words or ())
    left = {} if run.audience is None else _left_out(run, kind)
    items = present.items(reader, kind, docs)
    if kind == "decision":
        from .pages import dissent

        for item, doc in zip(items, docs, strict=True):
            item["dissent"] = dissent(reader, doc)
    if not items:
        run.say("None.")
    fields = flat_fields(kind, items or present.items(reader, kind, [{}])) if run.out.flat else ()
    bold = bolder(run.ledger, kind, len(items)) if run.audience is None else None  # it counts the hidden too
    run.out.items(kind, items, COLUMNS[kind], fields, bold, left)


def wrote(run: Run, done: Done) -> None:
    """Say what was written: one short line, or the whole document for a program."""
    item = written(run, done)
    if not done.changed:
        run.say("It was so already: nothing was written.")
    fields = flat_fields(done.kind, [item])
    run.out.item(
        done.kind,
        item,
        lambda: said(done.kind, item),
        fields,
        step=done.step.id or None,
        wrote=True,
        left_out={},
    )


def wrote_all(run: Run, kind: str, dones: Sequence[Done], step: str | None) -> None:
    """Say what was written as one step: a line, or a document, for each that was written, however often."""
    items = [written(run, done) for done in {done.key: done for done in dones}.values()]
    if not dones:
        run.say("Nothing was named.")
    same = sum(not done.changed for done in dones)
    if same:
        run.say(f"{same} of {len(dones)} {'was' if same == 1 else 'were'} so already.")
    if run.out.format != "table" or run.out.chosen:
        return run.out.items(kind, items, _WROTE, flat_fields(kind, items), left_out={}, step=step)
    text = "".join(said(kind, item) for item in items)
    return run.out.item(kind, {}, lambda: text, (), step=step, wrote=True, left_out={}) if items else None


def each(
    run: Run, kind: str, texts: Sequence[str], verb: Callable[[str], Done], made: str | None = None
) -> None:
    """Do the same to one thing or to many, named or read from standard input: all of it, or nothing.

    *made* is the kind of document that is written, where it is another than what is named.
    """
    from ..typed.named import is_many, keys

    named = keys(run, kind, texts)
    if not is_many(texts):
        return wrote(run, verb(named[0]))
    with run.ledger.batch() as batch:
        dones = [_named_in_fault(run, kind, key, verb) for key in named]
    return wrote_all(run, made or kind, dones, batch.step.id or None)


def added(run: Run, kind: str, name: str, verb: Callable[[str], Done]) -> None:
    """Add a thing by its name, or one for each line of standard input where the name is `-`."""
    from ..typed.named import STDIN, lines

    if name != STDIN:
        return wrote(run, verb(name))
    with run.ledger.batch() as batch:
        dones = [verb(line) for line in lines()]
    return wrote_all(run, kind, dones, batch.step.id or None)


def written(run: Run, done: Done) -> Item:
    """Return a document that a verb has written as an item, as far as the audience may see it."""
    from ...store.views import present

    if run.audience is None:
        return present.item(run.reader, done.kind, done.doc)
    run.look_again()
    doc = run.reader.get(done.kind, done.key)
    return present.item(run.reader, done.kind, doc) if doc else {"id": done.key}


def said(kind: str, item: Item) -> str:
    """Return one line on a document that was written."""
    state = item.get("status") if kind in ("action", "decision") else None
    parts = id_text(item), item.get("handle"), title_of(kind, item), state
    return "  ".join(part for part in dict.fromkeys(parts) if part) + "\n"


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


def flat_fields(kind: str, items: Sequence[Item]) -> list[str]:
    """Return the columns of csv and tsv: id, the kind's fields with names beside, then what else there is."""
    from ...store.schema import kind as kind_named

    there = {name for item in items for name in item}
    known = ["id"]
    for name in kind_named(kind).blank:
        known += [name, *(beside for beside in (f"{name}_handle", f"{name}_name") if beside in there)]
    return [*known, *sorted(there.difference(known))]


def _named_in_fault(run: Run, kind: str, key: str, verb: Callable[[str], Done]) -> Done:
    """Return what a verb did to one of many things; what it refuses says to which."""
    from ...store.errors import AlliedError

    try:
        return verb(key)
    except AlliedError as error:
        error.message = f"{run.reader.label(kind, key)}: {error.message}"
        raise


def _left_out(run: Run, kind: str) -> dict[str, int]:
    count = len(run.ledger.table(kind)) - len(run.reader.table(kind))
    return {kind: count} if count else {}


def _entries_left_out(whole: dict[str, Any], seen: dict[str, Any]) -> dict[str, int]:
    """Return how many entries of a document's sets and maps, by field, an audience does not see."""
    return {
        name: missing
        for name, value in whole.items()
        if isinstance(value, (list, dict)) and name != "crossed"
        if (missing := len(value) - len(seen.get(name) or ())) > 0  # pyright: ignore[reportUnknownArgumentType]
        if not (isinstance(value, dict) and "at" in value)
    }
