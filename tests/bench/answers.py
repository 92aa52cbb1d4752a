"""What it costs to answer what coordinators ask, held against loading the tables that the answer reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import coalitions, making
from .measuring import Figure, process, ratio, script

MEMBERS, INITIATIVES, ACTIONS = 500, 40, 5_000
NAMED = 5_000

_LOAD_TABLES = """
import sys, typer, json
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        json.load(file)
"""
# Each command, and the tables that it can't answer without; when something was answered or done is in the states.
_READS = {
    ("today",): ("action", "decision", "initiative", "member", "optin", "optin.states"),
    ("optin", "matrix", "--json"): ("initiative", "member", "optin"),
    ("chase",): ("action", "action.states", "initiative", "member", "optin", "optin.states"),
}


def answers(folder: Path, runs: int) -> Iterator[Figure]:
    """Yield the figures; ledgers are made in *folder* where they aren't there yet."""
    root = folder / f"coalition-{MEMBERS}"
    if not root.exists():
        coalitions.make(root, MEMBERS, INITIATIVES, ACTIONS)
    size = f"{MEMBERS} members × {INITIATIVES} initiatives"
    for line, kinds in _READS.items():
        command = process(script("allied"), "-C", root, *line)
        command()
        there = [table for kind in kinds if (table := making.table_cache(root, kind)) is not None]
        floor = process(script("python"), "-c", _LOAD_TABLES, *there)
        loads = "`import typer, json; json.load(…)` of what it reads"
        yield ratio(f"`{' '.join(line)}`, {size}", loads, "≤ 2.5", floor, command, runs)
    yield _completion(folder, runs)


def _completion(folder: Path, runs: int) -> Figure:
    """What it costs to complete a handle, at every press of the key."""
    root = folder / f"members-{NAMED}"
    if not root.exists():
        coalitions.make(root, NAMED, 0, 0)
    process(script("allied"), "-C", root, "member", "list", "--limit", "1")()
    line = ("-C", root, "member", "show", "group-f")
    return ratio(
        f"completing a handle among {NAMED:,} members",
        "`import typer`",
        "≤ 1.5",
        process(script("python"), "-c", "import typer"),
        process(script("allied"), *line, _ALLIED_COMPLETE="bash"),
        runs,
    )
