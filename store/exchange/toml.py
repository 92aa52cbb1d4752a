"""TOML as people edit it: the standard library reads it and doesn't write it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, cast

_BARE: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
_WIDE: Final = 90  # characters of a list before it gets a line an element


def key(name: str) -> str:
    """Return a key, in quotation marks where it needs them."""
    return name if name and _BARE.issuperset(name) else text(name)


def value(of: Any) -> str:
    """Return a text, a number, a flag, a list or a small table as TOML writes it."""
    if isinstance(of, bool):
        return "true" if of else "false"
    if isinstance(of, int):
        return str(of)
    if isinstance(of, list):
        parts = [value(part) for part in cast("list[Any]", of)]
        line = f"[{', '.join(parts)}]"
        if len(line) <= _WIDE and "\n" not in line:
            return line
        return "[\n" + "".join(f"  {part},\n" for part in parts) + "]"
    if isinstance(of, Mapping):
        table = cast("Mapping[str, Any]", of)
        return "{ " + ", ".join(f"{key(name)} = {value(part)}" for name, part in table.items()) + " }"
    return text(str(of))


def text(of: str) -> str:
    """Return a text in quotation marks; one of several lines keeps them."""
    if "\n" not in of:
        return f'"{_escaped(of)}"'
    return '"""\n' + "\n".join(_begun(_escaped(line)) for line in of.split("\n")) + '"""'


def _begun(line: str) -> str:
    """Return a line of a text that can't be taken for the end of the head, or for what is said of a fault."""
    return f"\\u{ord(line[0]):04x}{line[1:]}" if line[:1] in ("+", "#", "<") else line


def _escaped(line: str) -> str:
    return json.dumps(line, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f")
