"""One decision, open on its own: positions by one key each, the tally and the dissent beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from .. import registry, safe_text, words
from ..desk.threads import read
from ..doing.decisions import DecisionVerbs
from ..doing.stating import Stating
from ..layouts.gone import leave
from ..messages import DecisionRead, Refused, RowMoved, RowOpened
from ..reading import decision as deciding
from ..reading.decision import Deciding
from ..reasons import Situation
from ..widgets.detail_pane import DetailPane
from ..widgets.dissent import Dissent
from ..widgets.key_bar import KeyBar
from ..widgets.table import VirtualTable
from ..widgets.tally import Tally
from ..widgets.top_bar import TopBar

if TYPE_CHECKING:
    from ...store.views.tally import Tally as Counted


class DecisionScreen(DecisionVerbs):
    """Shows who is asked, line by line; a key states a position and goes on to the next who is silent."""

    COMMANDS_OF = "decision"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("decision")
    AUTO_FOCUS = "VirtualTable"

    def __init__(self, key: str) -> None:
        """Name the decision."""
        super().__init__()
        self.key = key
        self.deciding: Deciding | None = None
        self.stating = Stating(key)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield TopBar("decisions")
        yield Static("", id="question")
        yield Tally(id="tally")
        with Horizontal(id="deciding"):
            yield VirtualTable(id="table")
            with Vertical(id="beside"):
                yield Dissent(id="dissent")
                yield DetailPane(id="detail")
        yield KeyBar("decision")

    def on_mount(self) -> None:
        """Say that the decision is being read."""
        self.table.empty = "Reading…"
        self.query_one(Tally).display = False

    @property
    def table(self) -> VirtualTable:
        """The members, line by line."""
        return self.query_one(VirtualTable)

    def again(self) -> Callable[[], DecisionScreen]:
        """Return what makes this screen anew."""
        return partial(DecisionScreen, self.key)

    def situation(self) -> Situation:
        """Return the decision, and the member under the cursor."""
        row = self.table.row
        doc = self.deciding.doc if self.deciding else None
        thing = row.thing if row else None
        return Situation(self.desk.opened, "decision", doc, thing, single=True, empty=row is None)

    def counted(self) -> Counted | None:
        """Return the tally in view."""
        return self.deciding.tally if self.deciding else None

    # Reading

    def reload(self) -> None:
        """Read the decision again."""
        stating, key = self.stating, self.key
        read(
            self,
            "decision",
            lambda reader: DecisionRead(deciding.read(reader, key, stating.waiting, lambda: stating.written)),
        )

    @on(DecisionRead)
    def _show(self, message: DecisionRead) -> None:
        it = message.deciding
        if it is None:
            leave(self)
            return
        first = self.deciding is None
        self.deciding = it
        self.stating.seen(it.written)
        self.query_one("#question", Static).update(self._head(it))
        self.query_one(Tally).show(it.tally)
        self.query_one(Dissent).show(it.tally.dissent)
        self.query_one(DetailPane).show(it.detail)
        self.table.fill(it.page)
        if first:
            objecting = next((r for r in it.page.rows if not r.heading and r.thing.answer == "open"), None)
            if it.tally.silent or objecting is None:
                self.action_silent(0)
            else:  # all have spoken: what is left to do is to answer
                self.table.to_key(objecting.key)
        self.query_one(KeyBar).note = self.allied.note
        self.query_one(TopBar).coalition = self.allied.coalition

    def _head(self, it: Deciding) -> safe_text.Content:
        status = words.state(words.DECIDED, it.doc.get("status") or "draft")
        question = words.titled(it.doc, str(it.doc.get("question") or ""))
        about = " · ".join((status.text, *it.about))
        return safe_text.stacked(
            [safe_text.line((question, "bold $primary")), safe_text.line((about, "$foreground-muted"))]
        )

    @on(RowMoved)
    def _row_moved(self) -> None:
        self.query_one(KeyBar).situation = self.situation()

    @on(Refused)
    def _refused(self) -> None:
        # What was refused no longer waits; it isn't read again, which may be what was refused.
        self.stating.seen(self.stating.written)
        self.table.empty = "It could not be read."
        self.table.refresh()

    # Doing

    def action_state(self, position: str) -> None:
        """Record where the member under the cursor stands, and go on to the next that is silent."""
        row = self.table.row
        if row is None:
            return
        self.stating.typed(row.key, position)
        self.table.redraw(self.table.cursor)
        self.action_silent()
        self.allied.write(self.stating.write, self)

    def action_silent(self, start: int = 1) -> None:
        """Go to the next member, round and round, that has said nothing yet; stay where all have spoken."""
        seen, at = self.table.rows.seen, self.table.cursor
        for n in range(start, len(seen)):
            row = seen[(at + n) % len(seen)]
            if not row.heading and not row.thing.position and self.stating.waiting(row.key) is None:
                self.table.to_key(row.key)
                return

    def action_words(self) -> None:
        """Ask for the reason of a position, and what else belongs to it."""
        row = self.table.row
        if row is not None:
            from ..dialogs.position import stating

            self.ask(stating(self.key, row.key, row.thing.name, row.thing.position))

    def action_other(self) -> None:
        """Ask for the position of a member that isn't in the list."""
        from ..dialogs.position import stating

        self.ask(stating(self.key, None, "", ""))

    def action_answer(self) -> None:
        """Ask what was answered to the objection under the cursor."""
        row = self.table.row
        if row is not None:
            from ..dialogs.answering import answering

            it = row.thing
            self.ask(answering(self.key, row.key, it.name, it.answer, it.reply))

    def action_about(self) -> None:
        """Show the fields, comments and history, in place of the members where there is no room beside them."""
        self.add_class("-about")
        self.set_focus(self.query_one(DetailPane))

    @on(RowOpened)
    async def _row_opened(self) -> None:
        await self.run_action("app.attempt('position.words')")

    def action_back(self) -> None:
        """Go back to the list, then to where one came from."""
        if self.focused is not self.table:
            self.remove_class("-about")
            self.set_focus(self.table)
        else:
            self.dismiss()
