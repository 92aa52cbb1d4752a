"""The one module that writes to standard output: a table for people, JSON and its like for programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final

from ..settings import Settings
from . import layout, shapes
from .layout import Column, Item

ENVELOPE: Final = 1


class Output:
    """Where a verb puts its answer, in the format that was asked for."""

    def __init__(self, settings: Settings) -> None:
        self.format = settings.format
        self.quiet = settings.quiet
        self.colored = _colored(settings.color)
        self.shown: Sequence[Item] = ()

    def items(
        self,
        kind: str,
        items: Sequence[Item],
        columns: Sequence[Column],
        fields: Sequence[str],
        bold: Callable[[Item], int] | None = None,
    ) -> None:
        """Write a list: *columns* are what a table shows, *fields* what csv and tsv do."""
        self.shown = items
        if self.format == "json":
            envelope = {"allied": ENVELOPE, "kind": kind, "count": len(items), "items": items}
            self._write(shapes.json_line(envelope, len(items)))
        elif self.format == "table":
            if items:
                self._text(layout.table(columns, items, _room(), bold if self.colored else None))
        else:
            self._flat(items, fields)

    def item(
        self,
        kind: str,
        item: Item,
        page: Callable[[], str],
        fields: Sequence[str],
        step: str | None = None,
        wrote: bool = False,
    ) -> None:
        """Write one thing; *page* gives it as text, *step* is what wrote it.

        Text that only says what was written is talk: `--quiet` leaves it out.
        """
        if self.format == "json":
            envelope: dict[str, Any] = {"allied": ENVELOPE, "kind": kind, "item": item}
            if step is not None:
                envelope["step"] = step
            self._write(shapes.json_line(envelope))
        elif self.format == "table":
            if not (self.quiet and (wrote or step)):
                self._text(page())
        else:
            self._flat([item], fields)

    def _flat(self, items: Sequence[Item], fields: Sequence[str]) -> None:
        if self.format == "jsonl":
            self._write(shapes.json_lines(items))
        elif self.format == "csv":
            self._write(shapes.csv(fields, items))
        else:
            self._write(shapes.tsv(fields, items))

    def _text(self, text: str) -> None:
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        self._write(text.encode(encoding, "backslashreplace"))

    def _write(self, data: bytes) -> None:
        sys.stdout.flush()
        beneath = getattr(sys.stdout, "buffer", None)
        if beneath is None:  # somebody's own stream, which takes text only
            sys.stdout.write(data.decode())
        else:
            beneath.write(data)
        sys.stdout.flush()


def _colored(choice: str) -> bool:
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _room() -> int | None:
    """Return how wide the terminal is, `None` where there is none: then nothing is cut short."""
    if not sys.stdout.isatty():
        return None
    said = os.environ.get("COLUMNS", "")
    if said.isascii() and said.isdigit() and int(said):
        return int(said)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except OSError:
        return None
