"""What the full screen costs: to start, to move in, to narrow, and to hold in memory."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from pathlib import Path

from . import making
from .measuring import Figure, Once, in_turn, ratio, script, words
from .terminal import Terminal

_EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App[None]):
    def compose(self):
        yield Static("needs somebody")
Empty().run()
"""
_FRAME = 1 / 60
_KEYS = 60
_TYPED = ("letter", "print the", "hall", "owner", "zzz", "book map")


def screens(
    ledger_of: Callable[[int], Path], runs: int, small: int, middle: int, large: int
) -> Iterator[Figure]:
    """Yield the figures of the full screen; *ledger_of* gives a ledger of so many entries."""
    few, some, many = (ledger_of(size) for size in (small, middle, large))
    yield ratio(
        f"full screen from start, {_thousands(middle)} entries", "an empty Textual app from start", "≤ 1.5",
        _started([script("python"), "-c", _EMPTY]), _opened(some), runs,
    )  # fmt: skip
    yield ratio(
        f"full screen from start at {_thousands(large)} entries", f"the same at {_thousands(small)}", "≤ 1.5",
        _opened(few), _opened(many), runs,
    )  # fmt: skip
    tiny = ledger_of(100)
    with _actions(tiny) as short, _actions(many) as long:
        yield from _moving(short, long, large)
        yield _typing(long, large)
        yield _memory(long, many, large)


def _started(argv: list[str | Path]) -> Once:
    def once() -> float:
        with Terminal(argv) as terminal:
            return terminal.until("somebody")

    return once


def _opened(root: Path) -> Once:
    return _started([script("allied"), "-C", root, "tui"])


def _actions(root: Path) -> Terminal:
    """Return a terminal with all actions of a ledger in view."""
    terminal = Terminal([script("allied"), "-C", root, "tui"])
    terminal.until("somebody")
    terminal.press("4")
    terminal.until("finished")
    terminal.press("t")
    terminal.quiet()
    return terminal


def _moving(short: Terminal, long: Terminal, large: int) -> Iterator[Figure]:
    what = f"a key moves the cursor, {_thousands(large)} rows: key to painted"
    low, high = in_turn(lambda: short.press("j"), lambda: long.press("j"), _KEYS)
    yield Figure(what, "the same in 100 rows", "≤ 1.3", f"{high / low:.2f}", words([low, high]))
    began = long.work
    for number in range(_KEYS):
        long.press("k" if number % 3 else "j")
    each = (long.work - began) / _KEYS
    yield Figure(
        "processor time of such a key",
        "one frame of 60",
        "≤ 1",
        f"{each / _FRAME:.2f}",
        words([_FRAME, each]),
    )


def _typing(long: Terminal, large: int) -> Figure:
    took: list[float] = []
    long.press("/")
    long.quiet()
    for sought in _TYPED:
        for letter in sought:
            took.append(long.press(letter))
        for _ in sought:
            long.press("\x7f")
    burst = "".join(_TYPED[0] * 4)
    long.press(burst)
    long.quiet()
    if not long.shown(burst):
        raise RuntimeError("a key was dropped")
    long.press("\x1b")
    long.quiet()
    return Figure(
        f"a letter typed into the filter, {_thousands(large)} rows: key to painted", "none", "median ≤ 50 ms",
        f"{statistics.median(took) * 1000:.0f} ms", f"longest {max(took) * 1000:.0f} ms, no key dropped",
    )  # fmt: skip


def _memory(long: Terminal, root: Path, large: int) -> Figure:
    held, tables = long.memory, making.tables(root)
    return Figure(
        f"memory with {_thousands(large)} actions in view", "bytes of the book's tables on disk", "≤ 8",
        f"{held / tables:.2f}", f"{tables / 1e6:.0f} MB / {held / 1e6:.0f} MB",
    )  # fmt: skip


def _thousands(number: int) -> str:
    return f"{number // 1000}k"
