"""What documents are called: the lines of the index that finds them by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..schema.text import fold

# Kinds that people name; an action or a decision goes by the start of its id.
NAMED = ("member", "contact", "group", "initiative")

_SINGLE = ("handle", "name", "title", "alias")


def names(kind: str, doc: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each name of a document, folded, with the field it is in."""
    if kind not in NAMED:
        return
    for field in _SINGLE:
        value = doc.get(field)
        if isinstance(value, str) and value:
            yield fold(value), field
    for former in doc.get("former_names") or ():
        yield fold(str(former)), "former_names"


def entry(name: str, kind: str, key: str) -> str:
    """Return the key of the index's line for one name of one document."""
    return f"{name}\t{kind}\t{key}"


def parts(line: str) -> tuple[str, str, str]:
    """Return the name, the kind and the key of a line of the index."""
    name, kind, key = line.rsplit("\t", 2)
    return name, kind, key
