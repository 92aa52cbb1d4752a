"""What can be done with the thing in view, or with all that are marked, the same on every screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from textual import on

from ..layouts.live import Live
from ..messages import MeetingSought
from .many import counted, in_view
from .moving import move, stand

if TYPE_CHECKING:
    from ..dialogs.plans import Plan


class Doing(Live):
    """A screen with a thing in view that can be moved on, changed and commented on.

    What is acted on is what `taken` holds: the registry has decided it before a command gets here.
    """

    def action_move(self, status: str) -> None:
        """Move actions on, after asking where that isn't easily seen."""
        work = partial(move, taken=self.taken, status=status)
        if status != "dropped":
            self.allied.write(work, self)
            return
        from ..dialogs.confirm import Confirm

        def answered(yes: bool | None) -> None:
            if yes:
                self.allied.write(work, self)

        what = counted(self.taken) if self.taken.many else f"“{in_view(self.taken.first)}”"
        self.allied.push_screen(Confirm(f"Drop {what}?", "Drop", "u takes it back."), answered)

    def action_give(self) -> None:
        """Ask who is to do it."""
        from ..dialogs.acting import giving

        self.ask(giving(self.taken))

    def action_block(self) -> None:
        """Ask what keeps it from being done."""
        from ..dialogs.acting import blocking

        self.ask(blocking(self.taken))

    def action_wait(self) -> None:
        """Ask what it waits on."""
        from ..dialogs.acting import waiting

        self.ask(waiting(self.taken.first.key))

    def action_quick(self) -> None:
        """Ask for an action in one line."""
        from ..dialogs.quick import QuickAdd

        self.allied.push_screen(QuickAdd({}), self.shown_after)

    def action_later(self) -> None:
        """Put things off by a day."""
        from .chasing import later

        self.allied.write(partial(later, taken=self.taken), self)

    def action_chase(self) -> None:
        """Ask what to note of having asked again."""
        from ..dialogs.chasing import chasing

        self.ask(chasing(self.taken))

    def action_answer(self) -> None:
        """Ask by one key what members answered, and record it on the usual terms."""
        from ..dialogs.answer import answering, recorded
        from ..dialogs.answers import Answers

        taken, doc = self.taken, self.taken.first.doc or {}

        def answered(state: str | None) -> None:
            if state == "terms":
                wanted = "in" if doc.get("state") in ("asked", "planned", None) else str(doc["state"])
                self.ask(
                    answering(wanted, str(doc["member"]), str(doc["initiative"]), in_view(taken.first), "")
                )
            elif state:
                self.allied.write(partial(recorded, taken=taken, state=state), self)

        about = counted(taken) if taken.many else in_view(taken.first)
        self.allied.push_screen(Answers(about, terms=not taken.many), answered)

    def action_form(self, name: str) -> None:
        """Ask what a plan of that name, `MODULE.FUNCTION` among the dialogs, makes of what is acted on."""
        module, _, plan = name.partition(".")
        make: Any = getattr(import_module(f"..dialogs.{module}", __package__), plan)
        self.ask(make(self.taken))

    def action_stand(self, status: str) -> None:
        """Record that members pause, or take part again."""
        self.allied.write(partial(stand, taken=self.taken, status=status), self)

    def action_editor(self) -> None:
        """Open the thing in view in the person's own editor."""
        from .editing import edit

        edit(self)

    def action_add(self, kind: str) -> None:
        """Ask for a new thing."""
        from ..dialogs.plans import adding

        self.ask(adding(kind), self.shown_after)

    def action_importing(self, kind: str) -> None:
        """Ask for a file that members, or replies to the initiative in view, are to be taken from."""
        from ..dialogs.importing import Importing

        doc = self.situation().doc or {}
        about = str(doc.get("handle") or doc.get("title") or "") if kind == "optin" else ""
        self.allied.push_screen(Importing(kind, about), self.shown_after)

    def action_edit(self) -> None:
        """Ask what to change of a thing, or of many alike."""
        from ..dialogs import plans

        now = self.taken.first
        self.ask(plans.setting(self.taken) if self.taken.many else plans.editing(str(now.kind), now.key))

    def action_comment(self) -> None:
        """Ask what to say of things."""
        from ..dialogs.plans import commenting

        self.ask(commenting(self.taken))

    def action_charts(self) -> None:
        """Show the charts."""
        from .. import places

        self.allied.push_screen(places.charts())

    def action_meeting(self) -> None:
        """Go to the meeting that runs, or ask what one would be about."""
        from .meetings import seek

        seek(self)

    @on(MeetingSought)
    def _meeting_sought(self, message: MeetingSought) -> None:
        from .meetings import go

        go(self, message)

    def take_back(self, step: str, said: str) -> None:
        """Ask once, and undo a step, naming what is left as it is since others went on from there."""
        from ..dialogs.confirm import Confirm
        from .undoing import undo

        def answered(yes: bool | None) -> None:
            if yes:
                self.allied.write(partial(undo, step=step), self)

        after = "What somebody has set anew since stays. U does it again."
        self.allied.push_screen(Confirm(f"Take this back?\n{said}", "Take back", after), answered)

    def shown_after(self, key: str | None) -> None:
        """Show what a form has just made; a list puts its cursor there."""

    def unmark(self) -> None:
        """Give up the marks, where there are any."""

    def ask(self, plan: Plan, after: Callable[[str | None], None] | None = None) -> None:
        """Ask what a form asks, then show what it has written; the marks go with what was to be done with them."""
        from ..dialogs.form import Form

        def written(key: str | None) -> None:
            if key is not None:
                self.unmark()
            self.shown_after(key)

        self.allied.push_screen(Form(plan), after or written)
