"""Times of processes and of code within them, as medians, a subject and its floor always in turn."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Once = Callable[[], float]
"""Does something once and returns what it took."""


def environment() -> dict[str, str]:
    """Return the environment that measured processes get: nothing that steers Allied."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ALLIED_", "GIT_"))}
    for name in ("CI", "PYTHONDONTWRITEBYTECODE"):  # a person's machine keeps what was compiled
        kept.pop(name, None)
    return kept


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table."""

    what: str
    floor: str
    aim: str
    measured: str
    detail: str


def ratio(what: str, floor_is: str, aim: str, floor: Once, subject: Once, runs: int) -> Figure:
    """Return the figure of a subject held against a floor, as medians of so many runs."""
    low, high = in_turn(floor, subject, runs)
    return Figure(what, floor_is, aim, f"{high / low:.2f}", words([low, high]))


def process(*argv: str | Path, **more: str) -> Once:
    """Return what runs a process, with *more* in its environment, and takes its seconds; it must exit with 0."""

    def once() -> float:
        began = time.perf_counter()
        done = subprocess.run(
            [str(word) for word in argv],
            env=environment() | more,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        took = time.perf_counter() - began
        if done.returncode != 0:
            raise RuntimeError(f"{argv}: {done.stderr.decode(errors='replace')}")
        return took

    return once


def python(code: str, *arguments: str | Path) -> dict[str, Any]:
    """Run *code* in an interpreter of its own and return the JSON object that it prints last."""
    argv = [sys.executable, "-c", code, *(str(argument) for argument in arguments)]
    done = subprocess.run(argv, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def in_turn(floor: Once, subject: Once, runs: int) -> tuple[float, float]:
    """Return the medians of *floor* and *subject*, run in turn so that both meet the same machine."""
    floors: list[float] = []
    subjects: list[float] = []
    for number in range(runs + 1):
        pair = floor(), subject()
        if number:  # the first round warms the machine's own caches
            floors.append(pair[0])
            subjects.append(pair[1])
    return statistics.median(floors), statistics.median(subjects)


def script(name: str) -> Path:
    """Return the path of a command that is installed beside this interpreter."""
    return Path(sys.executable).parent / name


def words(numbers: Sequence[float]) -> str:
    """Return seconds as milliseconds, for people."""
    return " / ".join(
        f"{number * 1000:.1f} ms" if number < 0.1 else f"{number * 1000:.0f} ms" for number in numbers
    )
