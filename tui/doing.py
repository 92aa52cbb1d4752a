"""What can be done with the thing in view, the same on every screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on

from . import words
from .live import Live
from .messages import MeetingSought, Written

if TYPE_CHECKING:
    from ..store.ledger import Ledger


class Doing(Live):
    """A screen with a thing in view that can be moved on, changed and commented on."""

    def action_move(self, status: str) -> None:
        """Move the action in view on, after asking where that isn't easily seen."""
        now = self.situation()
        if now.doc is None:
            return
        key, title = str(now.doc["id"]), str(now.doc.get("title", ""))
        if status != "dropped":
            self.allied.write(partial(_move, key=key, title=title, status=status))
            return
        from .dialogs.confirm import Confirm

        def answered(yes: bool | None) -> None:
            if yes:
                self.allied.write(partial(_move, key=key, title=title, status=status))

        self.allied.push_screen(Confirm(f"Drop “{title}”?", "Drop", "u takes it back."), answered)

    def action_add(self, kind: str) -> None:
        """Ask for a new thing."""
        from .dialogs.form import Form
        from .dialogs.plans import adding

        self.allied.push_screen(Form(adding(kind, self.situation())), self.shown_after)

    def action_edit(self) -> None:
        """Ask what to change of the thing in view."""
        self._ask("editing")

    def action_comment(self) -> None:
        """Ask what to say of the thing in view."""
        self._ask("commenting")

    def action_charts(self) -> None:
        """Show the charts."""
        from . import places

        self.allied.push_screen(places.charts())

    def action_meeting(self) -> None:
        """Go to the meeting that runs, or ask what one would be about."""
        from .meetings import seek

        seek(self)

    @on(MeetingSought)
    def _meeting_sought(self, message: MeetingSought) -> None:
        from .meetings import go

        go(self, message)

    def shown_after(self, key: str | None) -> None:
        """Show what a form has just made; a list puts its cursor there."""

    def _ask(self, plan: str) -> None:
        from .dialogs import plans
        from .dialogs.form import Form

        now = self.situation()
        if now.kind is not None and now.doc is not None:
            make: Any = getattr(plans, plan)
            self.allied.push_screen(Form(make(now.kind, str(now.doc["id"]))), self.shown_after)


def _move(ledger: Ledger, *, key: str, title: str, status: str) -> Written:
    """Move an action on, by the store's own verb."""
    from ..store.verbs import actions

    verb = {"done": actions.done, "doing": actions.start, "dropped": actions.drop}[status]
    verb(ledger, key)
    return Written(f"{words.STATUS[status].text}: {title}", key)
