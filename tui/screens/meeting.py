"""A meeting: its agenda, who is here, and the minutes, which derive from what is written while it runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from .. import registry, safe_text
from ..desk.threads import borrow
from ..doing.things import Doing
from ..layouts.gone import leave
from ..messages import MeetingRead, OpenThing, Refused, RowMoved, RowOpened, Written
from ..reading import meeting
from ..reading.meeting import VIEWS, Meeting
from ..reasons import Situation
from ..widgets.key_bar import KeyBar
from ..widgets.minutes import MinutesPane
from ..widgets.table import VirtualTable
from ..widgets.top_bar import TopBar
from ..widgets.views import Views

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ..dialogs.plans import Plan

_NAMES = (("agenda", "Agenda"), ("people", "Who is here"), ("minutes", "Minutes"))
_STATES = {
    "running": ("▶ runs", "bold $text-success"),
    "open": ("‖ doesn't run here", "$text-warning"),
    "planned": ("◌ planned", "$foreground-muted"),
    "ended": ("■ ended", "$foreground-muted"),
}


class MeetingScreen(Doing):
    """Three views of one meeting; everything written while it runs is in its minutes."""

    COMMANDS_OF = "meeting"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("meeting")
    AUTO_FOCUS = "VirtualTable"

    def __init__(self, key: str) -> None:
        """Name the meeting."""
        super().__init__()
        self.key = key
        self.meeting: Meeting | None = None
        self.view = ""
        self._turning: set[str] = set()
        self._places: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield TopBar("meeting")
        yield Static("", id="meeting-title")
        yield Views(_NAMES)
        with Horizontal(id="meeting-body"):
            yield VirtualTable(id="table")
            yield MinutesPane(id="minutes")
        yield KeyBar("meeting")

    def on_mount(self) -> None:
        """Say that the meeting is being read."""
        self.table.empty = "Reading…"

    @property
    def table(self) -> VirtualTable:
        """The lines of the view."""
        return self.query_one(VirtualTable)

    def again(self) -> Callable[[], MeetingScreen]:
        """Return what makes this screen anew."""
        return partial(MeetingScreen, self.key)

    def situation(self) -> Situation:
        """Return what the cursor is on, and the meeting."""
        row = self.table.row
        kind, doc = (row.kind, row.doc) if row else (None, None)
        return Situation(self.desk.opened, kind, doc, self.meeting, single=True, empty=row is None)

    # Reading

    def reload(self) -> None:
        """Read the meeting again."""
        turning, key, desk = self._turning, self.key, self.desk

        def work(ledger: Ledger) -> MeetingRead:
            return MeetingRead(meeting.read(desk.reader(ledger), key, ledger.meeting(), turning))

        borrow(self, "meeting-page", work)

    @on(MeetingRead)
    def _show(self, message: MeetingRead) -> None:
        it = self.meeting = message.meeting
        if it is None:
            leave(self)
            return
        self._turning.clear()
        self.query_one("#meeting-title", Static).update(self._head(it))
        views = self.query_one(Views)
        for view in VIEWS:
            views.count(view, sum(not row.heading for row in it.pages[view].rows))
        views.count("people", len(it.here))
        self._fill(self.view or ("minutes" if it.state == "ended" else "agenda"))
        self.query_one(KeyBar).note = self.allied.note
        self.query_one(TopBar).coalition = self.allied.coalition

    def _head(self, it: Meeting) -> safe_text.Content:
        title = str(it.doc.get("title") or "Meeting")
        about = " · ".join(it.about)
        return safe_text.stacked(
            [
                safe_text.line((title, "bold $primary")),
                safe_text.line(_STATES[it.state], (f" · {about}", "$foreground-muted")),
            ]
        )

    def _fill(self, view: str) -> None:
        """Show a view, the cursor where it was when that was last in view."""
        if self.meeting is None:
            return
        if view != self.view and self.table.row is not None:
            self._places[self.view] = self.table.row.key
        changed, self.view = view != self.view, view
        self.query_one(Views).here = view
        self.query_one(MinutesPane).show(self.meeting, view)
        self.table.fill(self.meeting.pages[view])
        if changed and not self.table.to_key(self._places.get(view, "")):
            self.table.action_edge(-1)
        self.query_one(KeyBar).situation = self.situation()

    @on(RowMoved)
    def _row_moved(self) -> None:
        self.query_one(KeyBar).situation = self.situation()

    # Doing

    def action_view(self) -> None:
        """Go to the next view."""
        at = VIEWS.index(self.view) if self.view in VIEWS else 0
        self._fill(VIEWS[(at + 1) % len(VIEWS)])

    @on(Views.Chosen)
    def _chosen(self, message: Views.Chosen) -> None:
        self._fill(message.view)

    def action_here(self) -> None:
        """Record that the one under the cursor is here, or isn't after all, and go on to the next."""
        row = self.table.row
        if row is not None:
            self._turning.add(row.key)
            self.table.redraw(self.table.cursor)
            self.table.action_cursor(1)
            self.allied.write(partial(_turned, key=self.key, who=row.key), self)

    @on(Refused)
    def _refused(self) -> None:
        self._turning.clear()
        self.table.empty = "It could not be read."
        self.table.refresh()

    def action_open(self) -> None:
        """Open what the cursor is on; somebody who may come is marked as here."""
        row = self.table.row
        if row is not None:
            self.post_message(OpenThing(row.kind, row.key))

    @on(RowOpened)
    async def _row_opened(self) -> None:
        await self.run_action(f"app.attempt('meeting.{'here' if self.view == 'people' else 'open'}')")

    def action_question(self) -> None:
        """Ask for a question, and go where its positions are taken."""
        from ..dialogs.meeting import questioning

        def put(key: str | None) -> None:
            if key:
                self.post_message(OpenThing("decision", key))

        self._asked(questioning(self._doc), put)

    def action_action(self) -> None:
        """Ask for an action in one line; it serves the initiative that the meeting is on."""
        from ..dialogs.quick import QuickAdd

        about = {name: self._doc[name] for name in ("initiative",) if self._doc.get(name)}
        self.allied.push_screen(QuickAdd(about), self.shown_after)

    def action_record(self) -> None:
        """Ask what was decided."""
        from ..dialogs.revisiting import recording

        self._asked(recording(self._doc))

    def action_notes(self) -> None:
        """Ask what was said."""
        from ..dialogs.meeting import noting

        self._asked(noting(self.key))

    def action_resume(self) -> None:
        """Let this meeting run here."""
        self.allied.write(partial(_resumed, key=self.key), self)

    def action_copy_minutes(self) -> None:
        """Put the minutes on the clipboard."""
        if self.meeting is not None:
            self.allied.copy_to_clipboard(safe_text.block(meeting.text(self.meeting)))
            self.notify("✓ the minutes are on the clipboard")

    def action_end(self) -> None:
        """End the meeting, after asking once."""
        from ..dialogs.confirm import Confirm

        def answered(yes: bool | None) -> None:
            if yes:
                self.view = "minutes"
                self.allied.write(partial(_ended, key=self.key), self)

        question = Confirm("End the meeting?", "End", "u takes it back, and B goes on with it.")
        self.allied.push_screen(question, answered)

    def action_back(self) -> None:
        """Go back to where one came from; the meeting runs on."""
        self.dismiss()

    @property
    def _doc(self) -> dict[str, object]:
        return self.meeting.doc if self.meeting else {}

    def _asked(self, plan: Plan, after: Callable[[str | None], None] | None = None) -> None:
        from ..dialogs.form import Form

        self.allied.push_screen(Form(plan), after or self.shown_after)


def _turned(ledger: Ledger, *, key: str, who: str) -> Written:
    """Record that somebody is here, or isn't after all where it was recorded."""
    from ...store.verbs import meetings
    from ...store.views.reader import listed

    with ledger.writing():
        here = ledger.book.key(who) in {
            ledger.book.key(k) for k in listed(ledger.read("meeting", key).doc, "attendees")
        }
        meetings.attendees(ledger, key, [] if here else [who], [who] if here else [])
    return Written("", key)


def _resumed(ledger: Ledger, *, key: str) -> Written:
    from ...store.verbs import meetings

    meetings.resume(ledger, key)
    return Written("✓ the meeting runs: what is written from here on carries it", key)


def _ended(ledger: Ledger, *, key: str) -> Written:
    from ...store.verbs import meetings

    meetings.end(ledger, key)
    return Written("✓ the meeting has ended", key)
