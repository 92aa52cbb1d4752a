"""What the screen in view is for, and every key on it."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from .. import registry, safe_text
from ..desk.own import own
from ..reasons import Situation
from ..widgets.scroll import Scroll

_ABOUT: Final[dict[str, str]] = {
    "today": "What needs somebody now, the most urgent first. Every line can be acted on where it stands.",
    "members": "Who is in the coalition: what each is in on, and what it has to do.",
    "initiatives": "What members can opt in to: who is in, what the mix lacks, until when. X shows the matrix.",
    "matrix": "Members by initiatives: a key records an answer, enter its terms and its proof.",
    "board": "Actions by how far they are: H and L, or the mouse, move a card.",
    "people": "Who is at which member, and who works together in groups.",
    "log": "What was recorded, the newest first; by: since: until: and kind: narrow it.",
    "sync": "What waits to be shared, and questions with two answers, each taken by a key.",
    "charts": "Opt-ins over time, responses, workload and positions, each with its numbers.",
    "actions": "Who does what by when: what is late comes first, what is finished is hidden until asked for.",
    "decisions": "What is decided, over whose objections: open ones first, those that close soonest at the top.",
    "decision": "One decision: a key states where the member under the cursor stands, and goes on to the next.",
    "meetings": "Meetings to come, and the minutes of those that were; M goes to the one that runs, or begins one.",
    "meeting": "A meeting: what it has to come to, who is here, and the minutes, which derive from what is written.",
    "thing": "One thing whole: its fields, what points to it, what was said of it, and what became of it.",
    "welcome": "There is no ledger yet: make one, or look at one that isn't real.",
}


class Help(ModalScreen[None]):
    """Explains one screen, from the registry."""

    presentable = True
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("help")

    def __init__(self, screen: str, situation: Situation) -> None:
        """Take the screen to explain and what is in view there."""
        super().__init__()
        self._where, self._situation = screen, situation

    def compose(self) -> ComposeResult:
        """Lay the help out."""
        with Scroll(classes="dialog", id="help") as scroll:
            scroll.border_subtitle = "esc closes this"  # in view however long it is
            yield Static(self._text())

    def _text(self) -> Content:
        about = _ABOUT.get("thing" if self._where in registry.KINDS else self._where, "")
        lines = [safe_text.content((about, "bold")), Content("")]
        mine = registry.on(self._where)
        groups = (
            ("Here", [c for c in mine if self._where in c.where]),
            ("In the list", [c for c in mine if "list" in c.where]),
            ("In the pane", self._in_pane()),
            ("Everywhere", [c for c in mine if "app" in c.where]),
        )
        for name, commands in groups:
            if commands:
                lines.append(safe_text.line((name, "bold $secondary")))
                lines += [self._line(c) for c in commands]
                lines.append(Content(""))
        return safe_text.stacked(lines)

    def _in_pane(self) -> list[registry.Command]:
        paned = self._where in registry.PANED
        return [*registry.within("links"), *registry.within("pane")] if paned else []

    def _line(self, command: registry.Command) -> Content:
        bound = registry.keys(command, own(self).keymap_now) + (
            [f"g {command.chord}"] if command.chord else []
        )
        keys = "  ".join(bound) or f"^p {command.name}"
        reason = registry.why_not(command, self._situation)
        told = command.help + (f" Not now: {reason}" if reason else "")
        tone = "$foreground-disabled" if reason else ""
        wide = min(86, own(self).size.width * 9 // 10 - 8)
        return safe_text.hanging(f"  {keys}", tone or "bold $accent", told, wide, 18, tone)
