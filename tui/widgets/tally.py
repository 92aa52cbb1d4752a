"""The tally of a decision: whether its rule is met, by which numbers, and who said what, drawn as one bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widgets import Static

from .. import safe_text, words
from ..drawn.bars import shares

if TYPE_CHECKING:
    from ...store.views.tally import Tally as Counted


_MARKS: Final = {
    "met": ("✓ met", "bold $text-success"),
    "not met": ("✗ not met", "bold $text-warning"),
    "nobody has spoken yet": ("◌ nobody has spoken yet", "bold $foreground-muted"),
}


class Tally(Static):
    """Three lines: the rule and whether it is met, the numbers, and the bar."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__("", id=id)
        self._counted: Counted | None = None

    def show(self, counted: Counted | None) -> None:
        """Show a tally, nothing for a decision that has not been opened."""
        self._counted = counted
        self._lay_out()

    def on_resize(self) -> None:
        """Draw the bar as long as there is room."""
        self._lay_out()

    def _lay_out(self) -> None:
        it = self._counted
        self.display = it is not None and it.asked > 0
        if it is None or not it.asked:
            return
        mark = _MARKS[it.standing]
        lines = [
            safe_text.content(mark, f"  {it.why}"),
            safe_text.line((numbers(it), "$foreground-muted")),
            self._bar(it),
            self._legend(it),
        ]
        self.update(safe_text.stacked(lines))

    def _bar(self, it: Counted) -> Content:
        room = max(10, self.size.width)
        pieces = [
            Content.styled(words.FILLS[name][0] * cells, words.FILLS[name][1])
            for name, cells in shares(_all(it), room)
            if cells
        ]
        return Content("").join(pieces)

    def _legend(self, it: Counted) -> Content:
        pieces: list[Content] = []
        for name, number in _all(it).items():
            if number:
                fill, colour = words.FILLS[name]
                text = words.POSITION[name].text
                pieces.append(safe_text.line((f"{fill}{fill} ", colour), f"{text[2:]} {number}   "))
        return Content("").join(pieces)


def numbers(it: Counted) -> str:
    """Return what is counted against what, numerator and denominator apart."""
    said = [f"stated {it.stated}/{it.asked}"]
    if it.quorum:
        needed = -(-it.quorum[0] * it.asked // it.quorum[1])
        said.append(f"quorum {it.quorum[0]}/{it.quorum[1]} is {needed}{' ✓' if it.quorum_met else ' ✗'}")
    if it.threshold:
        said.append(f"agree {it.agree}/{it.agree + it.against} of those who agree or block")
        said.append(f"it takes {it.threshold[0]}/{it.threshold[1]}")
    if it.not_asked:
        said.append(f"{len(it.not_asked)} not asked, not counted")
    return " · ".join(said)


def _all(it: Counted) -> dict[str, int]:
    return {name: it.counts.get(name, 0) for name in words.FILLS if name != "silent"} | {
        "silent": len(it.silent)
    }
