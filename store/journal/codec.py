"""Many lines into entries: with the standard library, or many of them with orjson and the same verdicts.

The fast way only ever accepts. A line that it has any doubt about goes the slow way, which alone refuses.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator
from contextlib import contextmanager

from .entry import BadLine, Entry, is_signature, parse

Line = Entry | BadLine | None
"""What one line holds; `None` is a later version's line that is no entry, such as a signature."""

Reader = Callable[[bytes, str], list[Line]]
"""Takes the bytes of a file and the ledger's id; returns what each line holds, in order."""

# From so many bytes on, importing orjson costs less than doing without it.
MANY = 500_000


def reader(*, bulk: bool) -> Reader:
    """Return what reads whole files, the one for many lines if *bulk*."""
    if not bulk:
        return lines
    from . import bulk as fast

    return fast.reader(one)


def lines(data: bytes, ledger: str) -> list[Line]:
    """Return what each line of a file holds."""
    found: list[Line] = []
    pieces = data.split(b"\n")
    rest = pieces.pop()
    for line in pieces:
        found.append(one(line, ledger))
    if rest:
        found.append(BadLine("is cut off"))
    return found


def one(line: bytes, ledger: str) -> Line:
    """Return what one line holds."""
    try:
        return parse(line, ledger)
    except BadLine as bad:
        return None if is_signature(line) else bad


@contextmanager
def undisturbed(many: bool) -> Generator[None]:
    """Keep the collector of cycles away while *many* entries are made, which form none."""
    was = many and gc.isenabled()
    if was:
        gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
