"""What the detail of a decision says of its tally and its dissent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .. import words
from .lines import Line, Piece, plain

if TYPE_CHECKING:
    from ...store.views.reader import Reader

COUNTED: Final = ("asked", "positions", "answers")
"""The fields that the tally says better."""
SAID: Final = ("stated", "met", "positions", "dissent")
"""The labels under which it says them."""


def lines(reader: Reader, doc: dict[str, Any]) -> list[Line]:
    """Return the tally of a decision and every objection to it, a line each."""
    from ...store.views.tally import tally

    counted = tally(reader, doc)
    if not counted.asked and not counted.dissent:
        return []
    mark = "◌ nobody has spoken yet:" if counted.unspoken else "✓" if counted.met else "✗ not yet:"
    found = [plain("stated", f"{counted.stated}/{counted.asked}")]
    if doc.get("status") == "open":
        found.append(plain("met", f"{mark} {counted.why}"))
    said = [f"{words.POSITION[p].text} {n}" for p, n in counted.counts.items() if n and p in words.POSITION]
    if said:
        found.append(plain("positions", "  ".join(said)))
    for one in counted.dissent:
        answer = words.state(words.ANSWERED, one.answer).text + (f": {one.words}" if one.words else "")
        stands = words.state(words.POSITION, one.position).text
        reason = f": {one.reason}" if one.reason else ""
        whose = Piece(one.name, ("member", one.member))
        found.append(Line("dissent", (Piece(f"{stands} "), whose, Piece(f"{reason}\n{answer}"))))
    return found
