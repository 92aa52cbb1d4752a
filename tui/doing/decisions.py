"""What can be done with the decision in view, in the list and on its own screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .things import Doing

if TYPE_CHECKING:
    from ...store.views.tally import Tally


class DecisionVerbs(Doing):
    """A screen with a decision in view that can be opened, closed, looked at again, superseded."""

    def counted(self) -> Tally | None:
        """Return the tally of the decision that is to be closed."""
        raise NotImplementedError

    def action_put(self) -> None:
        """Ask who is asked, and open it."""
        from ..dialogs.opening import opening

        self.ask(opening(self.taken))

    def action_close(self) -> None:
        """Ask how it ends."""
        now, counted = self.taken.first, self.counted()
        if now.doc is not None and counted is not None:
            from ..dialogs.closing import closing

            self.ask(closing(now.key, now.doc, counted))

    def action_review(self) -> None:
        """Ask when it is to be looked at again."""
        from ..dialogs.revisiting import reviewing

        self.ask(reviewing(self.taken))

    def action_supersede(self) -> None:
        """Ask whose place it takes."""
        from ..dialogs.revisiting import superseding

        self.ask(superseding(self.taken.first.key))

    def action_record(self) -> None:
        """Ask for a decision that was already taken."""
        from ..dialogs.revisiting import recording

        self.ask(recording({}))
