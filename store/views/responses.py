"""How those asked about each initiative responded: who is in, who said no, who thinks, who is silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from .chase import ANSWERED, SILENT, asked
from .seen import Seen
from .shares import Share

if TYPE_CHECKING:
    from .reader import Doc, Reader


@dataclass(frozen=True, slots=True)
class Response:
    """The members asked about an initiative by what they answered; those who weren't asked stand apart.

    `asked` is the sum of `joined`, `refused`, `considering` and `silent`; `refused` counts those who withdrew
    too. Of the `unasked`, who answered all the same, `unasked_joined` are in.
    """

    initiative: str
    asked: int
    joined: int
    refused: int
    considering: int
    silent: int
    unasked: int
    unasked_joined: int
    answered_share: Share


def responses(reader: Reader, today: date, only: str | None = None) -> list[Response]:
    """Return the responses to every initiative, or *only* to one, in the order of the table.

    Members that left aren't counted.
    """
    members = reader.table("member")
    by: dict[str, list[Doc]] = {}
    found = reader.table("optin") if only is None else reader.naming("optin", ("initiative",), only)
    for doc in found.values():
        gone = members.get(str(doc.get("member")), {}).get("status") == "left"
        if doc.get("state") in (*SILENT, *ANSWERED) and not gone:
            by.setdefault(str(doc.get("initiative")), []).append(doc)
    ever = asked(Seen(reader, today), (doc for docs in by.values() for doc in docs))
    keys = reader.table("initiative") if only is None else (only,)
    return [_response(key, by.get(key, ()), ever) for key in keys]


def _response(initiative: str, docs: Sequence[Doc], ever: set[str]) -> Response:
    counted = [doc["state"] for doc in docs if doc["id"] in ever]
    unasked = [doc["state"] for doc in docs if doc["id"] not in ever]
    joined = counted.count("in")
    refused = counted.count("declined") + counted.count("withdrawn")
    return Response(
        initiative=initiative,
        asked=len(counted),
        joined=joined,
        refused=refused,
        considering=counted.count("considering"),
        silent=counted.count("asked"),
        unasked=len(unasked),
        unasked_joined=unasked.count("in"),
        answered_share=(joined + refused, len(counted)),
    )
