"""An action in one line: what it comes to is shown while it is typed, enter writes it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.timer import Timer
from textual.widgets import Input, Static

from .. import registry, safe_text, words
from ..desk.own import own
from ..desk.threads import borrow, read
from ..messages import QuickRead, Refused, Written
from .acting import filled

if TYPE_CHECKING:
    from ...store.exchange.quick import Quick
    from ...store.ledger import Ledger
    from ...store.views.reader import Reader

_HOW: Final = "@who  !high  due:fri  #tag  ^initiative  ~2h  waits_on:…  every:week"
_TITLE: Final = "Add an action"


class QuickAdd(ModalScreen[str]):
    """One line to type in; answers with the key of the action that was written."""

    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("quick")
    presentable = True
    AUTO_FOCUS = "Input"

    def __init__(self, about: Mapping[str, Any]) -> None:
        """Take the values that hold where the line says nothing else, such as a meeting's initiative."""
        super().__init__()
        self._about = about
        self._soon: Timer | None = None
        self._leaving = False
        self._saving = False

    def compose(self) -> ComposeResult:
        """Lay the line out."""
        with Vertical(classes="dialog"):
            yield Static(safe_text.line(_TITLE), classes="form--title")
            yield Input(placeholder="draft letter @edri !high due:fri #dsa", classes="ask--in", compact=True)
            yield Static("", id="quick-say")
            yield Static(safe_text.line((_HOW, "$foreground-muted")))
            yield Static(safe_text.line(("⏎ adds it   ^o all its fields   esc leaves", "$foreground-muted")))

    def on_mount(self) -> None:
        """Read the names that complete what is typed."""
        read(self, "names", _names)
        self._say()

    @property
    def unsaved(self) -> bool:
        """Whether anything was typed that isn't written."""
        return bool(self._input.value.strip())

    @property
    def _input(self) -> Input:
        return self.query_one(Input)

    # As one types

    @on(Input.Changed)
    def _typed(self) -> None:
        self._leaving = False
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(0.06, self._read)

    def _read(self) -> None:
        desk, line, about = own(self).desk, self._input.value, self._about
        borrow(self, "read", lambda ledger: _read(ledger, desk.reader(ledger), line, about))

    @on(QuickRead)
    def _shown(self, message: QuickRead) -> None:
        if message.names:
            self._input.suggester = Marks(message.names)
        if message.quick is not None and message.line == self._input.value:
            self._say(message.quick, message.known)

    def _say(self, quick: Quick | None = None, known: Mapping[str, str] | None = None) -> None:
        """Show what the line comes to, and below it the words that can't be taken."""
        title = quick.title if quick else ""
        said: list[tuple[str, str]] = [(f"○ {title}" if title else "○ …", "bold")]
        for name, meaning in (known or {}).items():
            said += [
                ("  ", ""),
                (f"{name.replace('_', ' ')} ", "$foreground-muted"),
                (meaning, "$text-success"),
            ]
        lines = [safe_text.line(*said)]
        faults = [f"✗ {one.text}: {one.fault} {one.hint}" for one in (quick.faults if quick else ())]
        lines += [safe_text.line((said, "$text-error")) for said in faults or [""]]
        self.query_one("#quick-say", Static).update(safe_text.stacked(lines))

    # The end of it

    @on(Input.Submitted)
    def _submitted(self) -> None:
        if not self._saving:
            self._saving = True
            own(self).write(partial(_write, line=self._input.value, about=self._about), self)

    @on(Written)
    def _written(self, message: Written) -> None:
        self.dismiss(message.key or "")

    @on(Refused)
    def _refused(self, message: Refused) -> None:
        message.stop()  # it is said here, in place
        self._saving = False
        told = message if own(self).desk.audience is None else message.unnamed()
        hint = f"  {told.hint}" if told.hint else ""
        self.query_one("#quick-say", Static).update(
            safe_text.content((f"✗ {told.words}{hint}", "$text-error"))
        )

    def action_fields(self) -> None:
        """Go on in the form, with what the line says filled in."""
        from .form import Form

        line, about, app = self._input.value, self._about, own(self)
        screen = app.screen_stack[-2]
        self.dismiss("")
        app.push_screen(Form(filled(line, about)), getattr(screen, "shown_after", None))

    def action_leave(self) -> None:
        """Leave; a line that was typed is given up only when asked twice."""
        if self._input.value.strip() and not self._leaving:
            self._leaving = True
            warning = "What you typed isn't saved: esc again gives it up, ⏎ saves it."
            self.query_one("#quick-say", Static).update(safe_text.content((warning, "$text-warning")))
            return
        self.dismiss("")


class Marks(Suggester):
    """Completes the name after a sign, in the last word."""

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        """Take the names by sign."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._names = names

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its last word completed, `None` where nothing begins so."""
        last = value.rpartition(" ")[2]
        if len(last) < 2:
            return None
        begun = last[1:].lower()
        found = next((name for name in self._names.get(last[0], ()) if name.startswith(begun)), None)
        return value + found[len(begun) :] if found else None


def _names(reader: Reader) -> QuickRead:
    """Return the names by the sign that they follow."""
    from ...store.schema.action import PRIORITIES
    from ..reading.things import listed, tables

    things = listed(tables(reader, ("member", "contact", "initiative")))
    people = sorted(t.handle or t.title.lower() for t in things if t.kind in ("member", "contact"))
    tags = sorted({str(tag) for doc in reader.table("action").values() for tag in doc.get("tags") or ()})
    people = [*(("me",) if reader.me() else ()), *people]
    names = {
        "@": tuple(f'"{name}"' if " " in name else name for name in people),
        "^": tuple(sorted(t.handle for t in things if t.kind == "initiative" and t.handle)),
        "!": PRIORITIES[::-1],
        "#": tuple(tags),
    }
    return QuickRead("", None, {}, names)


def _read(ledger: Ledger, reader: Reader, line: str, about: Mapping[str, Any]) -> QuickRead:
    from ...store.exchange.quick import read as read_line

    quick = read_line(ledger, line, reader)
    known = {name: reader.label(name, str(key)) for name, key in about.items() if name not in quick.values}
    known |= {piece.field: _spoken(ledger, piece.meaning) for piece in quick.pieces if not piece.fault}
    return QuickRead(line, quick, known)


def _spoken(ledger: Ledger, meaning: str) -> str:
    return words.spoken(meaning, ledger.today())


def _write(ledger: Ledger, *, line: str, about: Mapping[str, Any]) -> Written:
    from ...store.exchange.quick import values
    from ...store.verbs import actions

    title, said = values(ledger, line)
    done = actions.add(ledger, title, {**about, **said})
    return Written(f"✓ added: {title}", done.key)
