"""What the detail of a member or an initiative says in numbers: its load, how those asked responded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import words
from .charts import responses as responded
from .charts import workload as loaded
from .lines import Line, plain

if TYPE_CHECKING:
    from ...store.views.reader import Reader


def lines(reader: Reader, kind: str, key: str) -> list[Line]:
    """Return the numbers, a line each; none for other kinds, or where there is nothing to count."""
    if kind == "member":
        return _load(reader, key)
    return _responses(reader, key) if kind == "initiative" else []


def _load(reader: Reader, key: str) -> list[Line]:
    from ...store.views.workload import load

    it = load(reader, key)
    if not it.actions and not it.owed:
        return []
    said = [words.count(it.actions, "open action")]
    if it.owed or it.promised is not None:
        said.append(loaded.hours(it))
    if it.promised is not None:
        said.append(loaded.standing(it).text)
    return [plain("to do", " · ".join(said))]


def _responses(reader: Reader, key: str) -> list[Line]:
    from ...store.views.responses import responses

    (it,) = responses(reader, reader.today(), key)
    if not it.asked:
        return []
    answered, asked = it.answered_share
    parts = [f"{number} {name}" for name, number in responded.parts(it).items() if number]
    return [plain("answered", f"{answered}/{asked} asked · {', '.join(parts)}")]
