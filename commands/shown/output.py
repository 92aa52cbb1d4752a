"""The one module that writes to standard output: a table for people, JSON and its like for programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from ...store.errors import Usage
from ..errors import write_line
from ..settings import Settings
from . import layout, shapes
from .layout import Column, Item
from .values import count_of, field_column, shown

ENVELOPE: Final = 1


class Table(NamedTuple):
    """One of the lists of an answer: its title, and what a table and csv show of its items."""

    title: str
    items: Sequence[Item]
    columns: Sequence[Column]
    fields: Sequence[str]


class Output:
    """Where a verb puts its answer, in the format that was asked for."""

    def __init__(
        self,
        settings: Settings,
        audience: str | None = None,
        left_out: Callable[[], Mapping[str, int]] = dict,
        dry: bool = False,
    ) -> None:
        """Answer as *settings* say; *left_out* gives how many of each kind the audience may not see."""
        self.format = settings.format
        self.quiet = settings.quiet
        self.chosen = settings.fields
        self.colored = _colored(settings.color)
        self._paging = not settings.no_pager
        self._audience = audience
        self._left_out = left_out
        self._dry = dry

    @property
    def flat(self) -> bool:
        """Whether the fields of items have to be known: to be columns, or to be chosen among."""
        return self.format in ("csv", "tsv") or bool(self.chosen)

    def items(
        self,
        kind: str,
        items: Sequence[Item],
        columns: Sequence[Column],
        fields: Sequence[str],
        bold: Callable[[Item], int] | None = None,
        left_out: Mapping[str, int] | None = None,
        step: str | None = None,
    ) -> None:
        """Write a list: *columns* are what a table shows, *fields* what csv and tsv do."""
        left = self._left_out() if left_out is None else left_out
        if self.chosen:
            columns, fields, bold = (
                [field_column(kind, name) for name in self._known(fields)],
                self.chosen,
                None,
            )
            if self.format != "table":
                items = [_only(item, self.chosen) for item in items]
        if self.format == "json":
            envelope = self._envelope(kind, left, step) | {"count": len(items), "items": items}
            self._write(shapes.json_line(envelope, len(items)))
        elif self.format == "table":
            if items:
                self._text(layout.table(columns, items, _room(), bold if self.colored else None))
        else:
            self._flat(items, fields)
        self._say_left_out(left)

    def item(
        self,
        kind: str,
        item: Item,
        page: Callable[[], str],
        fields: Sequence[str],
        step: str | None = None,
        wrote: bool = False,
        left_out: Mapping[str, int] | None = None,
    ) -> None:
        """Write one thing; *page* gives it as text, *step* is what wrote it.

        Text that only says what was written is talk: `--quiet` leaves it out.
        """
        left = self._left_out() if left_out is None else left_out
        if self.chosen:
            whole, fields = item, self._known(fields)
            item, page = _only(whole, fields), lambda: _pairs(kind, whole, fields)
        if self.format == "json":
            self._write(shapes.json_line(self._envelope(kind, left, step) | {"item": item}))
        elif self.format == "table":
            if not (self.quiet and (wrote or step)):
                self._text(page())
        else:
            self._flat([item], fields)
        self._say_left_out(left)

    def tables(self, kind: str, data: Item, tables: Sequence[Table]) -> None:
        """Write an answer of several lists: *data* for JSON, the lists each under its title for people.

        The other formats have room for the first only, and so have fields that were chosen.
        """
        first = tables[0]
        if self.chosen or self.format in ("csv", "tsv", "jsonl"):
            return self.items(kind, first.items, first.columns, first.fields)
        left = self._left_out()
        if self.format == "json":
            size = sum(len(table.items) for table in tables)
            self._write(shapes.json_line(self._envelope(kind, left, None) | {"item": data}, size))
        else:
            told = [table for table in tables if table.items]
            self._text("\n".join(_titled(table) for table in told))
        return self._say_left_out(left)

    def text(self, text: str) -> None:
        """Write text in a form that only its verb knows."""
        self._write(text.encode("utf-8", "backslashreplace"))

    def _envelope(self, kind: str, left_out: Mapping[str, int], step: str | None) -> dict[str, Any]:
        found: dict[str, Any] = {"allied": ENVELOPE, "kind": kind}
        if step is not None:
            found["step"] = step
        if self._dry:
            found["dry_run"] = True
        if self._audience is not None:
            found |= {"audience": self._audience, "left_out": dict(left_out)}
        return found

    def _known(self, fields: Sequence[str]) -> Sequence[str]:
        """Return the fields that were chosen; raises `Usage` for one that there isn't."""
        for name in self.chosen:
            if name not in fields:
                from difflib import get_close_matches

                near = get_close_matches(name, fields) or list(fields)[:8]
                raise Usage(f"--fields: there is no field {name!r} here.", f"There are {', '.join(near)}.")
        return self.chosen

    def _say_left_out(self, left_out: Mapping[str, int]) -> None:
        if self._audience is not None and left_out and not self.quiet:
            counts = ", ".join(f"{count} {_plural(kind, count)}" for kind, count in left_out.items())
            write_line(f"Left out, not for the {self._audience}: {counts}.")

    def _flat(self, items: Sequence[Item], fields: Sequence[str]) -> None:
        if self.format == "jsonl":
            self._write(shapes.json_lines(items))
        elif self.format == "csv":
            self._write(shapes.csv(fields, items))
        else:
            self._write(shapes.tsv(fields, items))

    def _text(self, text: str) -> None:
        if self._paging:
            from .pager import paged

            if paged(text):
                return
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


class Collected(Output):
    """An output that keeps what was written, for the one answer of a batch."""

    def __init__(self) -> None:
        super().__init__(Settings(format="json"))
        self._kept: list[tuple[str, Item]] = []

    def taken(self) -> list[tuple[str, Item]]:
        """Return kind and item of each that was written since this was asked last."""
        kept, self._kept = self._kept, []
        return kept

    def items(self, kind: str, items: Sequence[Item], *_: Any, **__: Any) -> None:
        """Keep a list."""
        self._kept += [(kind, item) for item in items]

    def item(self, kind: str, item: Item, *_: Any, **__: Any) -> None:
        """Keep one thing."""
        self._kept.append((kind, item))

    def tables(self, kind: str, data: Item, tables: Sequence[Table]) -> None:
        """Keep nothing of what only shows."""


def _titled(table: Table) -> str:
    lines = layout.table(table.columns, table.items, _room())
    return f"{table.title}\n{lines}" if table.title else lines


def _only(item: Item, names: Sequence[str]) -> Item:
    return {name: item.get(name) for name in names}


def _pairs(kind: str, item: Item, fields: Sequence[str]) -> str:
    """Return fields that were chosen as text: one by itself as it is, several each under its name."""
    said = [(name.replace("_", " "), shown(kind, name, item)) for name in fields]
    return f"{said[0][1]}\n" if len(said) == 1 else layout.page("", said)[1:]


def _plural(kind: str, count: int) -> str:
    from ...store.schema import NAMES
    from ...store.schema import kind as kind_named

    if kind not in NAMES:  # a field of one document
        return count_of(kind.replace("_", " "), count)
    noun = kind_named(kind).noun
    return noun if count == 1 else f"{noun}s"


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
