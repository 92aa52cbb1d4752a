"""The mix meter: what an initiative needs, element by element, and how much of it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widgets import Static

from .. import safe_text
from ..reading import mixed

if TYPE_CHECKING:
    from ...store.views.mix import Mix


_REACHED: Final = ("✓ a sufficient mix", "bold $text-success")


class Meter(Static):
    """A bar for each element of the mix, and a line on what is still missing."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__("", id=id)
        self._shown: tuple[str, str, Mix] | None = None

    def show(self, title: str, about: str, mix: Mix | None) -> None:
        """Show the mix of an initiative, nothing where there is none in view."""
        self._shown = (title, about, mix) if mix is not None else None
        self._lay_out()

    def on_resize(self) -> None:
        """Draw the bars as long as there is room."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self._shown is None:
            self.update("")
            return
        title, about, mix = self._shown
        lines = [safe_text.line((title, "bold $primary")), safe_text.line((about, "$foreground-muted"))]
        if not mix.elements:
            lines.append(
                safe_text.line(("Nothing is said to be needed: no mix is ever reached.", "$text-warning"))
            )
        else:
            lacks = (mixed.lacking(mix).text, "bold $text-warning")
            lines.append(safe_text.content(_REACHED if mix.reached else lacks))
        names = min(18, max((len(element.what) for element in mix.elements), default=0))
        lines += [self._element(element.what, names, element.have, element.need) for element in mix.elements]
        if mix.aside:
            lines.append(safe_text.line((f"{len(mix.aside)} in that don't count:", "$foreground-muted")))
            lines += [safe_text.line((f"  {one.why}", "$foreground-muted")) for one in mix.aside[:4]]
        self.update(safe_text.stacked(lines))

    def _element(self, what: str, names: int, have: int, need: int) -> Content:
        room = max(4, min(24, self.size.width - names - 13))
        filled = room if need <= 0 else min(room, have * room // need)
        tone = "$success" if have >= need else "$warning"
        mark = "✓" if have >= need else "·"
        return safe_text.line(
            (f"{mark} {safe_text.fit(what, names)} ", tone if have >= need else "$foreground"),
            ("█" * filled, tone),
            ("░" * (room - filled), "$foreground 30%"),
            f" {have}/{need}",
        )
