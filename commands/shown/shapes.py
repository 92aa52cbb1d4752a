"""Items as bytes for other programs: JSON, JSON lines, comma- and tab-separated values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

Item = dict[str, Any]

# From here on loading orjson, some 20 ms, costs less than what it saves.
MANY: Final = 2000


def json_line(value: Any, size: int = 1) -> bytes:
    """Return a value as one line of JSON with its keys sorted; *size* is about how many items are in it."""
    if size >= MANY:
        import orjson

        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace") + b"\n"


def json_lines(items: Sequence[Item]) -> bytes:
    """Return items as JSON, one to a line."""
    return b"".join(json_line(item, len(items)) for item in items)


def csv(fields: Sequence[str], items: Iterable[Item]) -> bytes:
    """Return items as comma-separated values under a header, quoted as RFC 4180 has it."""
    import csv as library
    import io

    text = io.StringIO()
    writer = library.writer(text, lineterminator="\r\n")
    writer.writerow(fields)
    writer.writerows([flat(item.get(field)) for field in fields] for item in items)
    return text.getvalue().encode("utf-8", "backslashreplace")


def tsv(fields: Sequence[str], items: Iterable[Item]) -> bytes:
    r"""Return items as tab-separated values under a header; tab, line break, backslash as \t, \n, \\."""
    lines = ["\t".join(fields)]
    lines += ["\t".join(_escaped(flat(item.get(field))) for field in fields) for item in items]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def flat(value: Any) -> str:
    """Return a value as one cell: absent is empty, a set is joined by `;`, what has parts is JSON."""
    if value is None or value == {}:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(part, str) for part in value):  # pyright: ignore[reportUnknownVariableType]
        return ";".join(value)  # pyright: ignore[reportUnknownArgumentType]
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _escaped(text: str) -> str:
    if text.isprintable() and "\\" not in text:
        return text
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
