"""Sync: how the ledger is shared, what has two answers since, what waits to be shared, and what came in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from .. import places, registry, words
from ..desk.threads import borrow
from ..layouts.list_screen import ListScreen
from ..messages import OpenThing, RowMoved, StandingRead, Written
from ..page import Cell, Column, Page, Row
from ..reading import clock, rivals, standing
from ..reading.rivals import Answer
from ..reading.standing import Standing
from ..reasons import Situation
from ..widgets.key_bar import KeyBar
from ..widgets.rivals import RivalsPane
from ..widgets.standing import StandingPart

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.views.reader import Reader


class Sync(ListScreen):
    """How it is shared, always in view; answers side by side, each taken by a key; what waits, and what came."""

    COMMANDS_OF = "sync"
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("sync")
    HEADING = "Sync"

    standing: Standing | None = None
    """How the ledger is shared, once that is read."""

    def over_list(self) -> Iterable[Widget]:
        """Return the part that says how it is shared."""
        return (StandingPart(),)

    def beside_list(self) -> Iterable[Widget]:
        """Return the pane in which answers stand side by side."""
        return (RivalsPane(id="rivals"),)

    # Reading

    def reload(self) -> None:
        """Read the list again, and how the ledger is shared."""
        super().reload()
        if self.desk.audience is None:
            borrow(self, "standing", lambda ledger: StandingRead(standing.read(ledger)))
        self.sharing_changed()

    def page_of(self, reader: Reader) -> Page:
        """Return questions with two answers, answer by answer, then what waits to be shared, and what came."""
        from ...store.views.history import history

        found, asked = rivals.rows(reader)
        waiting = history(reader, list(reader.unshared())[::-1])
        came = history(reader, reader.arrived())
        rows = [
            *found,
            *_told("waiting", "Not shared yet", waiting),
            *_told("came", "Came in with the last sync", came),
        ]
        at = {row.thing.at: clock.moment(reader, row.thing.at) for row in rows if not row.heading}
        counted = " · ".join(
            (words.count(asked, "question has", "questions have") + " two answers",
             words.count(len(waiting), "step is", "steps are") + " not shared yet",
             *((clock.told(reader),) if at else ())),
        )  # fmt: skip
        return Page(
            rows, _columns(at), _haystack, counted, "Nothing waits to be shared, and nothing has two answers."
        )

    @on(StandingRead)
    def _standing_read(self, message: StandingRead) -> None:
        self.standing = message.standing
        self.sharing_changed()

    def sharing_changed(self) -> None:
        """Show how it is shared, how far a sync is and what went wrong; to an audience only that one runs."""
        app = self.allied
        for part in self.query(StandingPart):  # none before the screen is laid out
            part.display = app.desk.audience is None
            part.say(self.standing, app.stage, app.failed)
            self.query_one(KeyBar).situation = self.situation()

    @on(RowMoved)
    def _beside(self) -> None:
        """Show answers side by side where the cursor is on one of them."""
        row = self.table.row
        answer = row.thing if row is not None and isinstance(row.thing, Answer) else None
        self.set_class(answer is not None, "-settling")
        self.query_one(RivalsPane).show(answer)

    def situation(self) -> Situation:
        """Return what the cursor is on, an answer among others, and whether a sync runs."""
        return replace(super().situation(), syncing=bool(self.allied.stage))

    # Doing

    def action_share(self) -> None:
        """Sync now; where nobody is shared with yet, ask first where."""
        if self.standing is not None and not self.standing.remote:
            self.action_remote()
        else:
            self.allied.action_share()

    def action_remote(self) -> None:
        """Ask where it is shared, and share it there."""
        from ..dialogs.form import Form
        from ..dialogs.sharing import remote

        public: list[bool] = []

        def added(name: str | None) -> None:
            if name:
                self.reload()
                self.allied.share(public=any(public))

        self.allied.push_screen(Form(remote(public.append)), added)

    def action_take(self) -> None:
        """Let the answer under the cursor be the one that holds."""
        it = self.taken.first
        if isinstance(it.thing, Answer):
            self.allied.write(partial(_take, answer=it.thing), self)

    def action_open(self) -> None:
        """Open what an answer is about, or what a step touched, a list of it where that is more than one thing."""
        row = self.table.row
        if row is None:
            return
        if isinstance(row.thing, Answer):
            self.post_message(OpenThing(row.kind, row.key))
        elif row.thing.entries > 1:
            self.allied.push_screen(places.step(row.thing.step))
        else:
            super().action_open()


def _told(name: str, heading: str, lines: Sequence[Any]) -> list[Row]:
    """Return steps as lines under a heading, nothing where there are none."""
    if not lines:
        return []
    head = Row(f"# {name}", "", "", {}, heading=f"{heading}: {words.count(len(lines), 'step')}")
    return [head, *(Row(f"{name} {one.id}", one.kind, one.key, {"id": one.key}, one) for one in lines)]


def _take(ledger: Ledger, *, answer: Answer) -> Written:
    """Settle a question by the store's own verb."""
    from ...store.verbs.settling import settle

    it = answer.rivals
    settle(ledger, it.kind, it.key, it.register, given=answer.entry)
    return Written(f"✓ settled: {answer.text}\n{it.title}\nu makes it several answers again.", it.key)


def _haystack(row: Row) -> str:
    if isinstance(row.thing, Answer):
        return f"{row.thing.rivals.title} {row.thing.text} {row.thing.given}".lower()
    return str(row.thing.sentence).lower()


def _what(row: Row) -> Cell:
    if isinstance(row.thing, Answer):
        mark = "●" if row.thing.counts else "○"
        return Cell(f"{mark} {row.thing.number}  {row.thing.text}", "strong")
    return Cell(row.thing.sentence)


def _who(row: Row) -> Cell:
    return Cell(row.thing.given, "accent") if isinstance(row.thing, Answer) else Cell("")


def _columns(at: Mapping[str, str]) -> tuple[Column, ...]:
    wide = max((len(moment) for moment in at.values()), default=12)
    return (
        Column("at", "When", lambda row: Cell(at.get(row.thing.at, ""), "dim"), wide, 0, 7),
        Column("what", "What", _what, 34, 1),
        Column("who", "Given by", _who, 16, 0, 8),
    )
