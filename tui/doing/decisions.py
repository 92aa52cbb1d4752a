"""What can be done with the decision in view, in the list and on its own screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .things import Doing

if TYPE_CHECKING:
    from ...store.views.tally import Tally
    from ..dialogs.plans import Plan


class DecisionVerbs(Doing):
    """A screen with a decision in view that can be opened, closed, looked at again, superseded."""

    def counted(self) -> Tally | None:
        """Return the tally of the decision in view."""
        raise NotImplementedError

    def action_put(self) -> None:
        """Ask who is asked, and open it."""
        if (key := self._decision()) is not None:
            from ..dialogs.opening import opening

            self.ask(opening(key))

    def action_close(self) -> None:
        """Ask how it ends."""
        now, counted = self.situation(), self.counted()
        if now.doc is not None and counted is not None:
            from ..dialogs.closing import closing

            self.ask(closing(str(now.doc["id"]), now.doc, counted))

    def action_review(self) -> None:
        """Ask when it is to be looked at again."""
        if (key := self._decision()) is not None:
            from ..dialogs.revisiting import reviewing

            self.ask(reviewing(key))

    def action_supersede(self) -> None:
        """Ask whose place it takes."""
        if (key := self._decision()) is not None:
            from ..dialogs.revisiting import superseding

            self.ask(superseding(key))

    def action_record(self) -> None:
        """Ask for a decision that was already taken."""
        from ..dialogs.revisiting import recording

        self.ask(recording({}))

    def ask(self, plan: Plan) -> None:
        """Ask what a form asks, and show what it has written."""
        from ..dialogs.form import Form

        self.allied.push_screen(Form(plan), self.shown_after)

    def _decision(self) -> str | None:
        now = self.situation()
        return str(now.doc["id"]) if now.kind == "decision" and now.doc is not None else None
