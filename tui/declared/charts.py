"""What can be done on the charts, and how to come there."""

from __future__ import annotations

from typing import Final

from ..reasons import no_ledger
from .command import Command
from .where import LISTS, ONE

_HERE: Final = ("charts",)

GOING: Final[tuple[Command, ...]] = (
    Command("charts.go", "Charts", "Opt-ins, responses, workload and positions, drawn.",
            "charts", (*LISTS, *ONE, "decision", "meeting", "matrix"), "", "c", False, no_ledger),
)  # fmt: skip
"""From wherever one has a list or a thing in view."""

COMMANDS: Final[tuple[Command, ...]] = (
    Command("charts.view", "View", "To the next chart.", "view(1)", _HERE, "w,right,l", reason=no_ledger),
    Command("charts.view.back", "View before", "To the chart before.",
            "view(-1)", _HERE, "W,left,h", shown=False, reason=no_ledger),
)  # fmt: skip
