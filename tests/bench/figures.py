"""The figures: each what it measures, the floor it is held against, and the aim."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from . import making
from .answers import answers
from .measuring import Figure, Once, process, python, ratio, script, words
from .screens import screens
from .sharing import sharing

_STEP = 5_000

_IMPORT_TYPER = "import typer"

_LOAD_TABLE = """
import sys, typer, json
with open(sys.argv[1], "rb") as file:
    json.load(file)
"""

# Reading the files is part of the floor: nobody loads a line that wasn't read.
_LOADS = """
import json, os, sys, time
paths = [os.path.join(top, name) for top, _, names in os.walk(sys.argv[1]) for name in names]
took = []
for _ in range(int(sys.argv[2])):
    began = time.perf_counter()
    count = 0
    for path in paths:
        with open(path, "rb") as file:
            for line in file:
                json.loads(line)
                count += 1
    took.append(time.perf_counter() - began)
took.sort()
print(json.dumps({"seconds": took[len(took) // 2], "lines": count}))
"""

_REBUILD = """
import json, pathlib, resource, sys, time
from allied.store.ledger import Ledger
began = time.perf_counter()
ledger = Ledger.open(pathlib.Path(sys.argv[1]))
ledger.refresh()
took = time.perf_counter() - began
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
peak += resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
assert not ledger.problems
print(json.dumps({"seconds": took, "peak": peak}))
"""

_OPEN = """
import json, pathlib, sys, time
from allied.store.ledger import Ledger
began = time.perf_counter()
ledger = Ledger.open(pathlib.Path(sys.argv[1]))
ledger.table("action")
print(json.dumps({"seconds": time.perf_counter() - began}))
"""

# What is taken back is marked again in the next round, so that every round does the same.
_UNDONE = """
import json, pathlib, sys, time
from allied.store.ledger import Ledger
from allied.store.verbs import actions
ledger = Ledger.open(pathlib.Path(sys.argv[1]))
todo = [key for key, doc in ledger.table("action").items() if doc.get("status") != "done"][: int(sys.argv[2])]
began = time.perf_counter()
with ledger.batch():
    for key in todo:
        actions.done(ledger, key)
wrote = time.perf_counter()
ledger.undo()
print(json.dumps({"wrote": wrote - began, "undid": time.perf_counter() - wrote, "actions": len(todo)}))
"""


class Bench:
    """Ledgers of several sizes, made when first asked for, and the figures taken on them."""

    def __init__(self, folder: Path, runs: int) -> None:
        """Make ledgers in *folder*; *runs* is how often a process is started for one median."""
        self._folder = folder
        self._runs = runs
        self._python = script("python")
        self._allied = script("allied")

    def figures(self, sizes: Sequence[int]) -> Iterator[Figure]:
        """Yield every figure; *sizes* are the ledgers' numbers of entries, from small to large."""
        small, middle = sizes[0], sizes[1]
        large = sizes[2] if len(sizes) > 2 else middle
        yield self.version()
        yield self.add(middle)
        yield self.add_at_size(small, large)
        for size in sorted({middle, large}):
            yield self.list_todo(size)
        yield from answers(self._folder, self._runs)
        yield from self.rebuild(sizes[1:])
        yield self.tail(large)
        yield self.memory(large)
        yield self.undone(large)
        yield from screens(self._ledger, self._runs, small, middle, large)
        yield from sharing(self._folder, self._runs, small, large)

    def version(self) -> Figure:
        """What it costs to start at all."""
        return self._ratio(
            "`allied --version`",
            "`python -c pass`",
            "≤ 1.4",
            process(self._python, "-c", "pass"),
            process(self._allied, "--version"),
        )

    def add(self, size: int) -> Figure:
        """What it costs to write one thing down."""
        floor = process(self._python, "-c", _IMPORT_TYPER)
        return self._ratio(
            f"`action add`, ledger of {thousands(size)} entries",
            "`import typer`",
            "≤ 2",
            floor,
            self._add(size),
        )

    def add_at_size(self, small: int, large: int) -> Figure:
        """Whether writing gets slower as the ledger grows."""
        return self._ratio(
            f"`action add` at {thousands(large)} entries",
            f"the same at {thousands(small)}",
            "≤ 1.3",
            self._add(small),
            self._add(large),
        )

    def list_todo(self, size: int) -> Figure:
        """What it costs to read one table and print it."""
        root = self._ledger(size)
        command = (self._allied, "-C", root, "action", "list", "--status", "todo", "--json")
        process(*command)()
        floor = process(self._python, "-c", _LOAD_TABLE, making.table_cache(root, "action") or "")
        what = f"`action list --status todo --json`, {thousands(size)} actions"
        return self._ratio(
            what, "`import typer, json; json.load(…)` of its cache", "≤ 2", floor, process(*command)
        )

    def rebuild(self, sizes: Sequence[int]) -> Iterator[Figure]:
        """What it costs to verify and fold every line from nothing, and whether that grows."""
        per_entry: list[float] = []
        for size in sizes:
            root = self._ledger(size)
            floor, took = [], []
            for _ in range(3):
                floor.append(python(_LOADS, root / "feeds", "3")["seconds"])
                making.drop_cache(root)
                took.append(python(_REBUILD, root)["seconds"])
            low, high = sorted(floor)[1], sorted(took)[1]
            per_entry.append(high / size)
            what = f"rebuild from nothing, every line verified, {thousands(size)} entries"
            floored = "reading and `json.loads` of every line"
            yield Figure(what, floored, "≤ 3", f"{high / low:.2f}", words([low, high]))
        spread = max(per_entry) / min(per_entry)
        each = " / ".join(f"{seconds * 1e6:.1f} µs" for seconds in per_entry)
        names = ", ".join(thousands(size) for size in sizes)
        yield Figure(f"rebuild per entry, {names}", "the cheapest of them", "≤ 1.2", f"{spread:.2f}", each)

    def tail(self, size: int) -> Figure:
        """What it costs to take in a few entries that came since."""
        still, growing = self._ledger(size), self._folder / f"growing-{size}"
        if not growing.exists():
            shutil.copytree(still, growing)
            making.drop_cache(growing)
            python(_OPEN, growing)

        def none() -> float:
            seconds: float = python(_OPEN, still)["seconds"]
            return seconds

        def ten() -> float:
            making.lay_tail(growing)
            seconds: float = python(_OPEN, growing)["seconds"]
            return seconds

        return self._ratio(
            f"opening a table with 10 new entries over {thousands(size)}",
            "opening with none",
            "≤ 1.2",
            none,
            ten,
        )

    def memory(self, size: int) -> Figure:
        """How much memory a rebuild takes at its peak, the interpreter's own included."""
        root = self._ledger(size)
        making.drop_cache(root)
        peak = python(_REBUILD, root)["peak"]
        total = sum(path.stat().st_size for path in (root / "feeds").rglob("*.jsonl"))
        return Figure(
            f"peak memory of the {thousands(size)} rebuild",
            "bytes of the segments",
            "≤ 6",
            f"{peak / total:.2f}",
            f"{total / 1e6:.0f} MB / {peak / 1e6:.0f} MB",
        )

    def undone(self, size: int) -> Figure:
        """What it costs to take a large step back."""
        root = self._folder / f"undone-{size}"
        if not root.exists():
            shutil.copytree(self._ledger(size), root)
            making.drop_cache(root)
            python(_OPEN, root)
        found = [python(_UNDONE, root, str(_STEP)) for _ in range(3)]
        assert all(one["actions"] == _STEP for one in found)
        wrote, undid = (sorted(one[name] for one in found)[1] for name in ("wrote", "undid"))
        return Figure(
            f"undo of a step of {_STEP:,} actions, ledger of {thousands(size)} entries",
            "writing that step",
            "≤ 2",
            f"{undid / wrote:.2f}",
            words([wrote, undid]),
        )

    def _ledger(self, size: int) -> Path:
        root = self._folder / f"ledger-{size}"
        if not root.exists():
            making.make(root, size)
            python(_OPEN, root)
        return root

    def _add(self, size: int) -> Once:
        root = self._ledger(size)
        return process(
            self._allied, "-C", root, "action", "add", "Print the leaflets", "--due", "+3d", "--hours", "2"
        )

    def _ratio(self, what: str, floor_is: str, aim: str, floor: Once, subject: Once) -> Figure:
        return ratio(what, floor_is, aim, floor, subject, self._runs)


def thousands(number: int) -> str:
    """Return 10000 as `10k`."""
    return f"{number // 1000}k"
