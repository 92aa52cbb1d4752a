"""`allied import`: what is kept elsewhere, brought in as one step."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final

from typer import Argument, Context, Option, Typer

from ...store.errors import Invalid, Usage
from ..errors import write_line
from ..run import Run
from ..verb import Planning

if TYPE_CHECKING:
    from ...store.exchange.drafts import Trouble
    from ...store.exchange.members import Plan
    from ...store.exchange.optins import Plan as Replies

app = Typer()

FIELDS: Final = (
    "file",
    "rows",
    "added",
    "changed",
    "same",
    "skipped",
    "dry_run",
    "troubles",
    "websites",
    "unused",
)
OPTINS: Final = ("file", "rows", "added", "changed", "same", "skipped", "dry_run", "troubles", "unused")
ON_ANSWERED: Final = ("update", "skip", "error")
ON_DUPLICATE: Final = ("error", "skip", "update", "fill")


@app.command("members", cls=Planning)
def members(
    ctx: Context,
    file: Annotated[str, Argument(metavar="FILE", help="A .json array, or a .csv with a header.")],
    map_: Annotated[
        list[str] | None,
        Option(
            "--map",
            metavar="FIELD=COLUMN",
            help="Which column gives a field; dots reach into nested objects.",
        ),
    ] = None,
    on_duplicate: Annotated[
        str, Option(metavar="|".join(ON_DUPLICATE), help="What to do with members that are there already.")
    ] = "error",
) -> None:
    """Import members from a JSON array or a CSV file with a header."""
    from pathlib import Path

    from ...store.exchange import members as exchange

    if on_duplicate not in ON_DUPLICATE:
        raise Usage(f"--on-duplicate is one of {', '.join(ON_DUPLICATE)}, not {on_duplicate!r}.")
    run = Run.of(ctx)
    ledger, mapping = run.ledger, _mapping(map_ or ())
    table = exchange.read(Path(file))
    plan = exchange.plan(ledger, table, mapping, on_duplicate, _progress(run))  # pyright: ignore[reportArgumentType]
    _refuse(run, plan.troubles, len(table), "Mend the file, or try --on-duplicate.")
    _talk(run, plan)
    if run.dry:
        run.say("Nothing was written: this was a dry run.")
    step = None if run.dry else exchange.apply(ledger, plan)
    item = _item(file, len(table), plan, run.dry)
    if run.audience is not None:  # it names members that were there before
        item["websites"] = []
    run.out.item("import", item, lambda: _line(item), FIELDS, step=step.id if step else None, wrote=True)


@app.command("optins", cls=Planning)
def optins(
    ctx: Context,
    file: Annotated[str, Argument(metavar="FILE", help="A .csv with a header, or a .json array.")],
    initiative: Annotated[str, Option(metavar="INITIATIVE", help="What they reply to.")],
    map_: Annotated[
        list[str] | None,
        Option(
            "--map", metavar="FIELD=COLUMN", help="Which column gives a field; member and state among them."
        ),
    ] = None,
    word: Annotated[
        list[str] | None,
        Option(metavar="WORD=STATE", help="Which answer a word of the form means: Oui=in, Non=declined."),
    ] = None,
    source: Annotated[
        str | None, Option(metavar="TEXT", help="Where the replies are kept: the evidence, with the row.")
    ] = None,
    on_answered: Annotated[
        str, Option(metavar="|".join(ON_ANSWERED), help="What to do with members that have answered already.")
    ] = "update",
) -> None:
    """Import the replies to an ask from a form's CSV file, or a JSON array."""
    from pathlib import Path

    from ...store.exchange import optins as exchange

    if on_answered not in ON_ANSWERED:
        raise Usage(f"--on-answered is one of {', '.join(ON_ANSWERED)}, not {on_answered!r}.")
    run = Run.of(ctx)
    about, path = run.key("initiative", initiative), Path(file)
    table = exchange.read(path)
    words = {word: columns[0] for word, columns in _mapping(word or (), "--word", "WORD=STATE").items()}
    plan = exchange.plan(
        run.ledger,
        table,
        about,
        _mapping(map_ or ()),
        words=words,
        source=source or path.name,
        on_answered=on_answered,  # pyright: ignore[reportArgumentType]
        progress=_progress(run),
    )
    _refuse(run, plan.troubles, len(table), "Mend the file, or say with --word which answer its words mean.")
    if plan.unused:
        run.say(f"columns not used: {', '.join(plan.unused)}")
    if run.dry:
        run.say("Nothing was written: this was a dry run.")
    step = None if run.dry else exchange.apply(run.ledger, plan)
    item: dict[str, Any] = {
        "file": file,
        "rows": len(table),
        **_counts(plan),
        "dry_run": run.dry,
        "troubles": [],
        "unused": list(plan.unused),
    }
    run.out.item("import", item, lambda: _line(item), OPTINS, step=step.id if step else None, wrote=True)


def _refuse(run: Run, troubles: Sequence[Trouble], rows: int, hint: str) -> None:
    """Name every row that is in trouble; raises `Invalid` where any is."""
    for trouble in troubles:
        # A reason may name what is in the ledger.
        reason = trouble.reason if run.audience is None else f"not said to {run.audience}"
        write_line(f"row {trouble.row}: {trouble.name}: {reason}")
    if troubles:
        raise Invalid(
            f"{'Nothing was imported: ' if not run.dry else ''}{len(troubles)} of {rows} rows "
            f"{'is' if len(troubles) == 1 else 'are'} in trouble.",
            hint,
        )


def _counts(plan: Plan | Replies) -> dict[str, int]:
    counts = {"added": "add", "changed": "change", "same": "same", "skipped": "skip"}
    return {name: plan.count(what) for name, what in counts.items()}


def _mapping(
    texts: Sequence[str], option: str = "--map", shape: str = "FIELD=COLUMN"
) -> dict[str, list[str]]:
    """Return what stands after each name that an option gives; raises `Usage`."""
    mapping: dict[str, list[str]] = {}
    for text in texts:
        field, equals, column = text.partition("=")
        if not equals or not field:
            example = "--word Oui=in" if option == "--word" else "--map regions=location.country"
            raise Usage(f"{option} takes {shape}, not {text!r}.", f"For example {example}.")
        name = field.strip() if option == "--word" else field.strip().replace("-", "_")
        columns = mapping.setdefault(name, [])
        if column.strip():
            columns.append(column.strip())
    return mapping


def _progress(run: Run) -> Callable[[int, int], None] | None:
    """Return what shows how far a long file is, for somebody who watches."""
    if run.settings.quiet or not sys.stderr.isatty():
        return None

    def tell(done: int, of: int) -> None:
        sys.stderr.write(f"\r{done} of {of} rows" if done < of else "\r\x1b[K")
        sys.stderr.flush()

    return tell


def _talk(run: Run, plan: Plan) -> None:
    for shared in plan.websites if run.audience is None else ():
        run.say(f"worth a look: {', '.join(shared.names)} share {shared.website}")
    if plan.unused:
        run.say(f"columns not used: {', '.join(plan.unused)}")


def _item(file: str, rows: int, plan: Plan, dry_run: bool) -> dict[str, Any]:
    return {
        "file": file,
        "rows": rows,
        **_counts(plan),
        "dry_run": dry_run,
        "troubles": [{"row": t.row, "name": t.name, "reason": t.reason} for t in plan.troubles],
        "websites": [{"website": s.website, "names": list(s.names)} for s in plan.websites],
        "unused": list(plan.unused),
    }


def _line(item: dict[str, Any]) -> str:
    counts = ", ".join(
        f"{item[name]} {name}" for name in ("added", "changed", "same", "skipped") if item[name]
    )
    would = "would be: " if item["dry_run"] else ""
    return f"{item['rows']} rows, {would}{counts or 'nothing to do'}\n"
