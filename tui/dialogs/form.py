"""A form made from the schema: it says what is allowed as one types, and stays filled until it is written."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import DescendantBlur, DescendantFocus
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Button, Input, Select, Static, TextArea

from ...store.errors import AlliedError
from .. import registry, safe_text, words
from ..desk.own import own
from ..desk.threads import borrow
from ..messages import Checked, MeanwhileRead, Prepared, Refused, Written
from . import plans
from .asked import Asked
from .completing import Names
from .meanwhile import meanwhile
from .plans import Plan

if TYPE_CHECKING:
    from ...store.ledger import Ledger
    from ...store.views.reader import Reader


class Form(ModalScreen[str]):
    """Asks the fields of a plan; answers with the key of what was written."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = registry.bindings("form")

    def __init__(self, plan: Plan) -> None:
        """Take what to ask."""
        super().__init__()
        self._plan = plan
        self._soon: Timer | None = None
        self._start: dict[str, str] = {}
        self._told: Mapping[str, str] = {}
        self._unread = ""
        self._leaving = False
        self._saving = False

    def compose(self) -> ComposeResult:
        """Lay the form out."""
        with Vertical(classes="dialog"):
            yield Static(safe_text.line(self._plan.title), classes="form--title")
            with VerticalScroll(id="asks", can_focus=False):
                for ask in self._plan.asks:
                    yield Asked(ask)
            yield Static("", id="form-say")
            with Horizontal(classes="buttons"):
                yield Button("Save (⏎ or ^s)", id="save", variant="primary", compact=True)
                yield Button("Cancel (esc)", id="leave", compact=True)

    def on_mount(self) -> None:
        """Begin where one types first."""
        self._start = self._texts()
        self._first.focus_in()
        self.prepare()

    def prepare(self) -> None:
        """Read what the form starts from."""
        plan, desk = self._plan, own(self).desk
        borrow(self, "prepare", lambda ledger: plans.prepared(ledger, plan, desk.reader(ledger)))

    @property
    def presentable(self) -> bool:
        """Whether it shows nothing but what is typed in it."""
        return self._plan.blank

    @property
    def unsaved(self) -> bool:
        """Whether anything was typed that isn't written."""
        return bool(self._changed())

    def ending(self) -> bool:
        """End what is under way; return whether anything was, which comes before leaving."""
        return False

    def send(self, texts: Mapping[str, str]) -> None:
        """Have written what was typed; `Written` or `Refused` comes of it."""
        own(self).write(lambda ledger: self._plan.write(ledger, texts), self)

    @property
    def _first(self) -> Asked:
        return self.query(Asked).first()

    def _texts(self) -> dict[str, str]:
        return {asked.ask.name: asked.text for asked in self.query(Asked)}

    def _changed(self) -> dict[str, str]:
        return {name: text for name, text in self._texts().items() if text != self._start.get(name, "")}

    @on(Prepared)
    def _fill(self, message: Prepared) -> None:
        """Fill what nobody has typed in yet."""
        for asked in self.query(Asked):
            name = asked.ask.name
            if names := message.names.get(name):
                asked.complete(Names(names))
            if asked.text == self._start.get(name, "") and message.texts.get(name):
                asked.text = safe_text.block(message.texts[name])
                self._start[name] = asked.text
        self._unread = message.unread
        if self._unread:
            self.say(self._unread, "$text-error")

    # As one types

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    def _typed(self) -> None:
        self._leaving = False
        if self._told:
            self._tell_meanwhile()
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(0.15, self.check)

    def check(self) -> None:
        """Say what the texts mean, or what is wrong with them."""
        if self._plan.checked:
            # What a name stands for, or the nearest ones to it, may be for fewer than who sees the screen.
            hidden = own(self).desk.audience is not None
            named = {asked.ask.name for asked in self.query(Asked) if hidden and asked.ask.kinds}
            texts = {name: text for name, text in self._changed().items() if name not in named}
            borrow(self, "check", partial(_checked, kind=self._plan.kind, texts=texts))
        elif asks := [ask for ask in self._plan.asks if ask.kinds and not ask.fresh]:
            texts, desk = self._changed(), own(self).desk
            named = {
                ask.name: (ask.kinds, texts[ask.name]) for ask in asks if texts.get(ask.name, "").strip()
            }
            borrow(self, "check", lambda ledger: _named(ledger, desk.reader(ledger), named))

    @on(Checked)
    def _say_checked(self, message: Checked) -> None:
        for asked in self.query(Asked):
            name = asked.ask.name
            asked.say(message.faults.get(name, ""), message.meanings.get(name, ""))

    @on(DescendantFocus)
    def _help(self, event: DescendantFocus) -> None:
        asked = next((a for a in event.widget.ancestors if isinstance(a, Asked)), None)
        if asked is not None and not self._leaving:
            told = f"{self._unread}\n{asked.ask.help}" if self._unread else asked.ask.help
            self.say(told, "$text-error" if self._unread else "$foreground-muted")

    @on(DescendantBlur)
    def _left(self, event: DescendantBlur) -> None:
        for asked in event.widget.ancestors:
            if isinstance(asked, Asked):
                asked.settle()

    # What others do meanwhile

    def changed(self) -> None:
        """See whether what the form had in view is still so; nothing that was typed is touched."""
        seen = self._plan.seen() if self._plan.seen else None
        if seen is None or self._saving or own(self).desk.audience is not None:
            return
        names = [ask.name for ask in self._plan.asks]
        borrow(self, "meanwhile", lambda ledger: MeanwhileRead(meanwhile(ledger, seen, names)))

    @on(MeanwhileRead)
    def _take_meanwhile(self, message: MeanwhileRead) -> None:
        self._told = message.told
        self._tell_meanwhile()

    def _tell_meanwhile(self) -> None:
        """Tell under each field that was changed by whom and to what, and what becomes of what is typed here."""
        typed = self._changed()
        for asked in self.query(Asked):
            told = self._told.get(asked.ask.name, "")
            after = "saving yours keeps both, to be settled" if asked.ask.name in typed else "that stays"
            asked.tell(f"{told} meanwhile: {after}." if told else "")

    # The end of it

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Write what was typed; the form goes once it is on disk."""
        if self._saving:
            return
        for asked in self.query(Asked):
            asked.settle()
        if missing := next((a for a in self.query(Asked) if a.ask.required and not a.text.strip()), None):
            missing.say("This is needed.", "")
            missing.focus_in()
            return
        changed = self._changed()
        if not changed and not self._plan.always:
            self.dismiss()
            return
        self._saving = True
        self.say("Writing…", "$foreground-muted")
        self.send(changed)

    @on(Written)
    def _written(self, message: Written) -> None:
        if self.is_active:
            self.dismiss(message.key or "")
        else:  # put aside meanwhile, and nothing else is to be closed for it
            own(self).forget(self)

    @on(Refused)
    def _refused(self, message: Refused) -> None:
        self._saving = False
        told = message if own(self).desk.audience is None else message.unnamed()
        self.say(f"✗ {told.words}" + (f"\n  hint: {told.hint}" if told.hint else ""), "$text-error")

    @on(Button.Pressed, "#leave")
    def action_leave(self) -> None:
        """Leave; what was typed is given up only when asked twice."""
        if self.ending():
            return
        if self._changed() and not self._leaving:
            self._leaving = True
            self.say("What you typed isn't saved: esc again gives it up, ^s saves it.", "$text-warning")
            return
        self.dismiss()

    def say(self, text: str, tone: str) -> None:
        self.query_one("#form-say", Static).update(safe_text.content((text, tone)))


def _named(ledger: Ledger, reader: Reader, texts: Mapping[str, tuple[tuple[str, ...], str]]) -> Checked:
    """Return what the names in texts, commas between, stand for; what stands for nothing may still be typed on."""
    from ...store.exchange.finding import finding
    from ...store.schema import kind as kind_named

    find = finding(ledger, reader)
    meanings: dict[str, str] = {}
    for name, (kinds, text) in texts.items():
        found: list[str] = []
        for part in filter(None, (part.strip() for part in text.split(","))):
            with suppress(AlliedError):
                kind, key = find(kinds, part)
                found.append(kind_named(kind).title(reader.get(kind, key) or {}) or part)
        meanings[name] = ", ".join(found)
    return Checked(meanings, {})


def _checked(ledger: Ledger, *, kind: str, texts: dict[str, str]) -> Checked:
    """Return what texts mean, and what is wrong with those that mean nothing."""
    meanings: dict[str, str] = {}
    faults: dict[str, str] = {}
    for name, text in texts.items():
        try:
            meanings[name] = words.spoken(plans.read_text(ledger, kind, name, text), ledger.today())
        except AlliedError as error:
            faults[name] = error.message + (f" {error.hint}" if error.hint else "")
    return Checked(meanings, faults)
