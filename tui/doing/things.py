"""What can be done with the thing in view, the same on every screen."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from textual import on

from ..layouts.live import Live
from ..messages import MeetingSought
from .moving import move, stand

if TYPE_CHECKING:
    from ..dialogs.plans import Plan


class Doing(Live):
    """A screen with a thing in view that can be moved on, changed and commented on."""

    def action_move(self, status: str) -> None:
        """Move the action in view on, or all that are marked, after asking where that isn't easily seen."""
        keys = self._actions()
        work = partial(move, keys=keys, status=status)
        if status != "dropped" and keys:
            self.allied.write(work, self)
            return
        from ..dialogs.confirm import Confirm

        def answered(yes: bool | None) -> None:
            if yes:
                self.allied.write(work, self)

        doc = self.situation().doc or {}
        what = f"“{doc.get('title', '')}”" if len(keys) == 1 else f"{len(keys)} actions"
        if keys:
            self.allied.push_screen(Confirm(f"Drop {what}?", "Drop", "u takes it back."), answered)

    def action_give(self) -> None:
        """Ask who is to do it."""
        from ..dialogs.acting import giving

        self._form(giving(self._actions()))

    def action_block(self) -> None:
        """Ask what keeps it from being done."""
        from ..dialogs.acting import blocking

        self._form(blocking(self._actions()))

    def action_wait(self) -> None:
        """Ask what it waits on."""
        from ..dialogs.acting import waiting

        self._form(waiting(self._actions()[0]))

    def action_quick(self) -> None:
        """Ask for an action in one line."""
        from ..dialogs.quick import QuickAdd

        self.allied.push_screen(QuickAdd({}), self.shown_after)

    def action_later(self) -> None:
        """Put off what is in view, or all that is marked, by a day."""
        from .chasing import later

        self.allied.write(partial(later, things=self._things()), self)

    def action_chase(self) -> None:
        """Ask what to note of having asked again."""
        from ..dialogs.chasing import chasing

        kind, key = self._things()[0]
        self._form(chasing(kind, key, self._called()))

    def action_answer(self) -> None:
        """Ask by one key what a member answered, and record it on the usual terms."""
        from ..dialogs.answer import answering, recorded
        from ..dialogs.answers import Answers

        things = [key for kind, key in self._things() if kind == "optin"]
        doc = self.situation().doc or {}

        def answered(state: str | None) -> None:
            if state == "terms" and len(things) == 1:
                wanted = "in" if doc.get("state") in ("asked", "planned", None) else str(doc["state"])
                self._form(answering(wanted, str(doc["member"]), str(doc["initiative"]), self._called(), ""))
            elif state:
                self.allied.write(partial(recorded, keys=things, state=state), self)

        about = self._called() if len(things) == 1 else f"{len(things)} answers"
        self.allied.push_screen(Answers(about), answered)

    def action_form(self, name: str) -> None:
        """Ask what a plan of that name, `MODULE.FUNCTION` among the dialogs, makes of what is in view."""
        module, _, plan = name.partition(".")
        make: Any = getattr(import_module(f"..dialogs.{module}", __package__), plan)
        self._form(make(self.situation()))

    def action_stand(self, status: str) -> None:
        """Record that the member in view pauses, or takes part again."""
        doc = self.situation().doc or {}
        self.allied.write(partial(stand, key=str(doc.get("id")), status=status), self)

    def action_editor(self) -> None:
        """Open the thing in view in the person's own editor."""
        from .editing import edit

        edit(self)

    def action_add(self, kind: str) -> None:
        """Ask for a new thing."""
        from ..dialogs.plans import adding

        self._form(adding(kind, self.situation()))

    def action_edit(self) -> None:
        """Ask what to change of the thing in view."""
        self._ask("editing")

    def action_comment(self) -> None:
        """Ask what to say of the thing in view."""
        self._ask("commenting")

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

    def _actions(self) -> list[str]:
        """Return the actions that are marked, else the one in view."""
        now = self.situation()
        marked = [row.key for row in now.marked if row.kind == "action"]
        return marked or ([str(now.doc["id"])] if now.kind == "action" and now.doc else [])

    def _things(self) -> list[tuple[str, str]]:
        """Return kind and key of the lines that are marked, else of the thing in view."""
        now = self.situation()
        marked = [(row.kind, row.key) for row in now.marked]
        return marked or ([(str(now.kind), str(now.doc["id"]))] if now.doc else [])

    def _called(self) -> str:
        """Return what the line in view says, else the title of what it stands for."""
        now = self.situation()
        doc = now.doc or {}
        return str(getattr(now.thing, "text", "") or doc.get("title") or doc.get("question") or "this")

    def _form(self, plan: Plan) -> None:
        from ..dialogs.form import Form

        self.allied.push_screen(Form(plan), self.shown_after)

    def _ask(self, plan: str) -> None:
        from ..dialogs import plans

        now = self.situation()
        if now.kind is not None and now.doc is not None:
            make: Any = getattr(plans, plan)
            self._form(make(now.kind, str(now.doc["id"])))
