"""Which column of somebody's file gives which field, guessed from what the columns are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ..schema.text import fold
from .marked import called

# What people call the columns of a spreadsheet, where that is no name of a field.
_ALSO: Final[Mapping[str, Mapping[str, str]]] = {
    "member": {
        "organisation": "name", "organization": "name", "org": "name", "member": "name", "group": "name",
        "url": "website", "site": "website", "web": "website", "country": "regions", "type": "kind",
    },
    "optin": {
        "organisation": "member", "organization": "member", "org": "member", "name": "member",
        "answer": "state", "reply": "state", "response": "state", "status": "state", "comment": "note",
    },
}  # fmt: skip


def guess(kind: str, columns: Sequence[str], leaving_out: Sequence[str] = ()) -> dict[str, list[str]]:
    """Return, by field, the column that seems to give it: one that bears its name goes before one that means it."""
    fields = {name: field for name, field in called(kind).items() if field not in leaving_out}
    found: dict[str, list[str]] = {}
    for names in (fields, _ALSO.get(kind, {})):
        for column in columns:
            field = names.get(fold(column).replace(" ", "_").replace("-", "_"))
            if field is not None and field not in found and not any(column in one for one in found.values()):
                found[field] = [column]
    return found
