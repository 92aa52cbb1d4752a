"""The matrix: where each member stands on each initiative, with the mix meter beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from .. import registry, safe_text
from ..desk.threads import read
from ..doing.things import Doing
from ..messages import CellMoved, CellOpened, CrossingRead, OpenThing, Refused
from ..reading import matrix as crossing
from ..reasons import Situation
from ..widgets.key_bar import KeyBar
from ..widgets.matrix import Matrix
from ..widgets.meter import Meter
from ..widgets.top_bar import TopBar


class MatrixScreen(Doing):
    """A cursor from cell to cell; a key records an answer, enter asks for its terms and its proof."""

    COMMANDS_OF = "matrix"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("matrix")
    AUTO_FOCUS = "Matrix"

    def __init__(self, initiative: str | None = None) -> None:
        """Show all initiatives, the cursor on one if it is named."""
        super().__init__()
        self._first = initiative
        self.group = 0

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield TopBar("initiatives")
        yield Static("", id="heading")
        yield Input(placeholder="words of a member's name", id="filter")
        with Horizontal(id="crossing"):
            yield Matrix(id="cells")
            with Vertical(id="mix"):
                yield Meter(id="meter")
                yield Static("", id="cell")
        yield KeyBar("matrix")

    def on_mount(self) -> None:
        """Say that the ledger is being read."""
        self.query_one("#filter").display = False
        self.matrix.empty = "Reading…"

    @property
    def matrix(self) -> Matrix:
        """The cells."""
        return self.query_one(Matrix)

    def again(self) -> Callable[[], MatrixScreen]:
        """Return what makes this screen anew."""
        return partial(MatrixScreen, None)

    def situation(self) -> Situation:
        """Return the cell under the cursor as the opt-in that it is, or would be."""
        band, head, cell = self.matrix.band, self.matrix.head, self.matrix.cell
        if band is None or head is None:
            return Situation(self.desk.opened)
        doc = {"id": head.id, "state": cell.state if cell else None}
        return Situation(self.desk.opened, "initiative", doc, (band, head, cell))

    # Reading

    def reload(self) -> None:
        """Read the matrix again."""
        group = crossing.GROUPS[self.group]
        read(self, "matrix", lambda reader: CrossingRead(crossing.read(reader, group)))

    @on(CrossingRead)
    def _show(self, message: CrossingRead) -> None:
        found = message.crossing
        self.matrix.empty = (
            "No initiative is open: 3 goes to the list, where a adds one."
            if not found.heads
            else "Nobody is a member yet."
        )
        self.matrix.fill(found)
        if self._first is not None:
            places = [place for place, head in enumerate(found.heads) if head.id == self._first]
            self._first = None
            if places:
                self.matrix.action_cell(0, places[0] - self.matrix.at[1])
        heading = safe_text.line((" Matrix ", "bold $primary"), f"  {found.counted}")
        self.query_one("#heading", Static).update(heading)
        self.query_one(TopBar).coalition = self.allied.coalition
        self.query_one(KeyBar).note = self.allied.note

    @on(Refused)
    def _refused(self) -> None:
        if self.matrix.crossing is None:
            self.matrix.empty = "It could not be read."
            self.matrix.refresh()

    @on(CellMoved)
    def _moved(self) -> None:
        self.query_one(KeyBar).situation = self.situation()
        matrix = self.matrix
        head, band = matrix.head, matrix.band
        if head is None or matrix.crossing is None:
            self.query_one(Meter).show("", "", None)
            return
        about = f"{head.stage or 'idea'} · {head.count_in} in of {head.count}"
        self.query_one(Meter).show(head.title, about, matrix.crossing.mixes[matrix.at[1]])
        lines = [safe_text.line((band.name if band else "", "bold"))]
        lines += [
            safe_text.line((f"{label:<8}", "$foreground-muted"), str(value or "not said"))
            for label, value in crossing.said(matrix.cell)
        ]
        self.query_one("#cell", Static).update(safe_text.stacked(lines))

    # Doing

    def action_record(self, state: str) -> None:
        """Record an answer of the member under the cursor, on the usual terms."""
        band, head = self.matrix.band, self.matrix.head
        if band is not None and head is not None:
            from ..dialogs.answer import record

            self.allied.write(partial(record, state=state, member=band.key, initiative=head.id))

    def action_terms(self, state: str = "in") -> None:
        """Ask for an answer with its terms and its proof."""
        band, head, cell = self.matrix.band, self.matrix.head, self.matrix.cell
        if band is None or head is None:
            return
        from ..dialogs.answer import answering
        from ..dialogs.form import Form

        wanted = cell.state if cell and state == "in" and cell.state in ("declined", "withdrawn") else state
        self.allied.push_screen(Form(answering(wanted, band.key, head.id, band.name, head.title)))

    def action_group(self) -> None:
        """Put members together by region, by community, then by nothing again."""
        self.group = (self.group + 1) % len(crossing.GROUPS)
        self.reload()

    def action_member(self) -> None:
        """Open the member under the cursor."""
        if self.matrix.band is not None:
            self.post_message(OpenThing("member", self.matrix.band.key))

    def action_initiative(self) -> None:
        """Open the initiative whose column the cursor is in."""
        if self.matrix.head is not None:
            self.post_message(OpenThing("initiative", self.matrix.head.id))

    @on(CellOpened)
    async def _opened(self) -> None:
        await self.run_action("app.attempt('matrix.terms')")

    def action_filter(self) -> None:
        """Start or go on narrowing the members."""
        field = self.query_one("#filter", Input)
        field.display = True
        self.set_focus(field)

    @on(Input.Changed, "#filter")
    def _narrow(self, event: Input.Changed) -> None:
        self.matrix.narrow(event.value)

    @on(Input.Submitted, "#filter")
    def _narrowed(self) -> None:
        self.set_focus(self.matrix)

    def action_back(self) -> None:
        """Leave the filter, then the matrix."""
        field = self.query_one("#filter", Input)
        if field.display:
            field.value = ""
            field.display = False
            self.matrix.narrow("")
            self.set_focus(self.matrix)
        else:
            self.dismiss()
