"""Rows of other people's files, read whole and named by their number, so that a fault can be found again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from ..errors import Invalid, NotFound

_LARGEST_CELL = 1 << 24  # the csv module's own limit would refuse a long note without saying where


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it (in JSON, its place from 1) and its cells by column."""

    number: int
    cells: Mapping[str, Any]


def read(path: Path) -> list[Row]:
    """Return the rows of a `.json` array of objects or a `.csv` with a header; `Invalid` names the row."""
    reader = {".json": _read_json, ".csv": _read_csv}.get(path.suffix.lower())
    if reader is None:
        raise Invalid(
            f"{path.name} is neither .json nor .csv.", "Give a .json array or a .csv with a header."
        )
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path}.") from error
    except OSError as error:
        raise Invalid(f"{path} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Invalid(
            f"{path.name} is not UTF-8 (byte {error.start}).", "Save it as UTF-8 and try again."
        ) from error
    rows = reader(text, path.name)
    if not rows:
        raise Invalid(f"{path.name} has no rows.")
    return rows


def columns(rows: Sequence[Row]) -> list[str]:
    """Return every column that some row has, in the order first seen."""
    return list(dict.fromkeys(column for row in rows for column in row.cells))


def texts(row: Row, column: str) -> list[str]:
    """Return what *row* holds at *column*, dotted into nested objects, as texts without the empty ones.

    A column whose own name holds the dots comes first. Raises `Invalid` where an object stands for a value.
    """
    found = [row.cells[column]] if column in row.cells else _walk(row.cells, column.split("."))
    return [text for value in _flat(found) for text in _text(value, column)]


def _walk(value: object, path: Sequence[str]) -> list[object]:
    """Return the values at *path* under *value*; lists on the way are gone through element by element."""
    if not path:
        return [value]
    if isinstance(value, list):
        return [hit for element in cast("list[object]", value) for hit in _walk(element, path)]
    if isinstance(value, Mapping):
        inner = cast("Mapping[str, object]", value)
        return _walk(inner[path[0]], path[1:]) if path[0] in inner else []
    return []


def _flat(values: Iterable[object]) -> Iterable[object]:
    """Return *values* with the elements of lists in their place."""
    for value in values:
        if isinstance(value, list):
            yield from _flat(cast("list[object]", value))
        else:
            yield value


def _text(value: object, column: str) -> list[str]:
    if value is None:
        return []
    if isinstance(value, Mapping):
        inside = cast("Mapping[str, object]", value)
        example = f", such as {column}.{next(iter(inside))}" if inside else ""
        raise Invalid(f"{column} holds an object, not a value.", f"Name a column inside it{example}.")
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    text = str(value).strip()
    return [text] if text else []


def _read_json(text: str, name: str) -> list[Row]:
    try:
        loaded: object = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise Invalid(f"{name} is not JSON: {error.msg} at {where}.") from error
    except (ValueError, RecursionError) as error:
        raise Invalid(f"{name} holds a number or a nesting too large to read.") from error
    if not isinstance(loaded, list):
        raise Invalid(f"{name} holds no array.", "Wrap the objects in [ ].")
    rows: list[Row] = []
    for number, element in enumerate(cast("list[object]", loaded), start=1):
        if not isinstance(element, dict):
            raise Invalid(f"Row {number} of {name} is no object.")
        rows.append(Row(number, cast("dict[str, Any]", element)))
    return rows


def _read_csv(text: str, name: str) -> list[Row]:
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        return _rows_of_csv(text, name)
    finally:
        csv.field_size_limit(before)


def _rows_of_csv(text: str, name: str) -> list[Row]:
    header: list[str] | None = None
    rows: list[Row] = []
    number = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = _header(cells, name)
            elif len(cells) != len(header):
                raise Invalid(
                    f"Row {number} of {name} has {len(cells)} cells where the header has {len(header)}.",
                    "Put a cell that holds a comma or a line break in double quotes.",
                )
            else:
                rows.append(
                    Row(number, {column: cell for column, cell in zip(header, cells, strict=True) if column})
                )
    except csv.Error as error:
        raise Invalid(f"Row {number + 1} of {name} can't be read: {error}.") from error
    return rows


def _header(cells: Sequence[str], name: str) -> list[str]:
    header = [cell.strip() for cell in cells]
    named = [column for column in header if column]
    twice = sorted({column for column in named if named.count(column) > 1})
    if twice:
        raise Invalid(f"{name} has the column {twice[0]} twice.", "Give each column a name of its own.")
    return header


def _delimiter(text: str) -> str:
    """Return what parts the header's cells: spreadsheets in much of Europe write `;`, not `,`."""
    header = next((line for line in io.StringIO(text) if line.strip()), "")
    return max((",", ";", "\t"), key=header.count)
