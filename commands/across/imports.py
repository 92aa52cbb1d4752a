"""`allied import`: what is kept elsewhere, brought in as one step."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final

from typer import Argument, Context, Option, Typer

from ...store.errors import Invalid, Usage
from ..errors import write_line
from ..run import Run
from ..verb import Verb

if TYPE_CHECKING:
    from ...store.exchange.members import Plan

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
ON_DUPLICATE: Final = ("error", "skip", "update", "fill")


@app.command("members", cls=Verb)
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
    dry_run: Annotated[bool, Option("--dry-run", help="Say what would be done, and write nothing.")] = False,
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
    for trouble in plan.troubles:
        write_line(f"row {trouble.row}: {trouble.name}: {trouble.reason}")
    if plan.troubles and dry_run:
        raise Invalid(
            f"{len(plan.troubles)} of {len(table)} rows are in trouble.",
            "Mend the file, or try --on-duplicate.",
        )
    _talk(run, plan)
    step = None if dry_run else exchange.apply(ledger, plan)
    item = _item(file, len(table), plan, dry_run)
    run.out.item("import", item, lambda: _line(item), FIELDS, step=step.id if step else None, wrote=True)


def _mapping(texts: Sequence[str]) -> dict[str, list[str]]:
    """Return the columns of each field that `--map` names; raises `Usage`."""
    mapping: dict[str, list[str]] = {}
    for text in texts:
        field, equals, column = text.partition("=")
        if not equals or not field:
            raise Usage(
                f"--map takes FIELD=COLUMN, not {text!r}.", "For example --map regions=location.country."
            )
        columns = mapping.setdefault(field.strip().replace("-", "_"), [])
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
    for shared in plan.websites:
        run.say(f"worth a look: {', '.join(shared.names)} share {shared.website}")
    if plan.unused:
        run.say(f"columns not used: {', '.join(plan.unused)}")


def _item(file: str, rows: int, plan: Plan, dry_run: bool) -> dict[str, Any]:
    return {
        "file": file,
        "rows": rows,
        "added": plan.count("add"),
        "changed": plan.count("change"),
        "same": plan.count("same"),
        "skipped": plan.count("skip"),
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
