"""Run as a script: kills writers at every step, or at random, and prints what is left of the ledger as JSON.

It forks, which a process that runs tests should not, and every child dies as in a power cut: nothing of what
would tidy up runs.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from allied.store.journal import disk
from allied.store.journal.journal import Journal

from tests.store.journal import making  # the path above is what finds it

CALLS = ("_write", "_fsync", "_replace", "_truncate")


def die_at(number: int, *, after: bool) -> None:
    """Make this process end at a call to the disk, before or after it is done."""
    count = 0

    def wrapped(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            nonlocal count
            count += 1
            if count == number and not after:
                os._exit(9)
            # What is on the disk after a power cut is not tried here, so nothing has to get there.
            result = real(*arguments) if real is not os.fsync else None
            if count == number:
                os._exit(9)
            return result

        return call

    for name in CALLS:
        setattr(disk, name, wrapped(getattr(os, name[1:].replace("truncate", "ftruncate"))))


def in_child(act: Callable[[], object]) -> bool:
    """Run *act* in a child; return whether it came to its end."""
    pid = os.fork()
    if not pid:
        try:
            act()
            os._exit(0)
        except BaseException as error:
            print(repr(error), file=sys.stderr)
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def state(journal: Journal) -> dict[str, Any]:
    """Return what is there now."""
    reading = making.whole(Journal.open(journal.place.root))
    return {
        "seqs": [entry.seq for entry in reading.entries],
        "ids": [entry.id for entry in reading.entries],
        "problems": [list(problem) for problem in reading.problems],
        "segments": len(journal.segments()),
        "heads": sum(len(heads[0]) for heads in reading.heads.values()),
    }


def at_every_step(folder: Path, act_name: str) -> list[dict[str, Any]]:
    """Die at each step of an act, then do what a user would do next; return what was there at each time."""
    acts: dict[str, Callable[[Journal], object]] = {
        "seal": making.seal,
        "append": lambda journal: making.write(journal, making.body(50), making.body(51)),
    }
    source = making.ledger(folder / "source")
    making.fill(source, 2, sealed_every=2)
    making.fill(source, 3, first=3)
    found: list[dict[str, Any]] = []
    for after in (False, True):
        for grows in (False, True):
            number, done = 0, False
            while not done:
                number += 1
                root = folder / f"{act_name}-{after}-{grows}-{number}"
                shutil.copytree(source.root, root, copy_function=shutil.copy2)
                journal = Journal.open(root)

                def act(journal: Journal = journal, number: int = number, after: bool = after) -> None:
                    die_at(number, after=after)
                    acts[act_name](journal)

                done = in_child(act)
                between = state(journal)
                if grows:
                    making.fill(journal, 1, first=60)
                making.seal(journal)
                final = state(journal)
                left = [str(path) for path in (root / "feeds").rglob("*") if path.name.endswith(".new")]
                found.append({"grows": grows, "between": between, "final": final, "left": left, "done": done})
                shutil.rmtree(root)
    return found


def at_random(folder: Path, kills: int, seed: int) -> dict[str, Any]:
    """Kill a writer that acknowledges what it has written, again and again; return what came through."""
    chance = random.Random(seed)
    journal = making.ledger(folder / "killed")
    acknowledged: list[str] = []
    killed = 0
    while killed < kills:
        reading, writing = os.pipe()
        pid = os.fork()
        if not pid:
            os.close(reading)
            _write_on(Journal.open(journal.place.root), writing)
        os.close(writing)
        if killed % 2:  # the others may be killed before they have written anything
            acknowledged.append(os.read(reading, 65).decode().strip())
        time.sleep(chance.random() ** 2 * 0.02)
        os.kill(pid, signal.SIGKILL)
        killed += 1
        with os.fdopen(reading, "rb") as pipe:
            acknowledged += [line.decode() for line in pipe.read().split(b"\n")[:-1]]
        os.waitpid(pid, 0)
    return {
        **state(journal),
        "acknowledged": acknowledged,
        "torn": len(list((folder / "killed").rglob("*.torn"))),
    }


def _write_on(journal: Journal, pipe: int) -> None:
    number = random.randrange(7)
    while True:
        number += 1
        entries = making.write(journal, *(making.body(number) for _ in range(number % 3 + 1)))
        os.write(pipe, b"".join(entry.id.encode() + b"\n" for entry in entries))
        if number % 7 == 0:
            making.seal(journal)


def main() -> None:
    """Do what the command line asks for."""
    what, folder, *rest = sys.argv[1:]
    if what == "random":
        print(json.dumps(at_random(Path(folder), int(rest[0]), int(rest[1]))))
    else:
        print(json.dumps(at_every_step(Path(folder), what)))


if __name__ == "__main__":
    main()
