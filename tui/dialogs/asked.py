"""One field of a form: its label, where one types, and what is said of it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.suggester import Suggester
from textual.widgets import Input, Select, Static, TextArea

from .. import safe_text
from .plans import Ask


class Asked(Vertical):
    """A label, a widget that fits the field, and a line that appears when there is something to say."""

    def __init__(self, ask: Ask) -> None:
        """Take the field."""
        super().__init__(classes="ask")
        self.ask = ask

    def compose(self) -> ComposeResult:
        """Lay the field out."""
        with Horizontal(classes="ask--row"):
            star = " *" if self.ask.required else ""
            yield Static(safe_text.line(f"{self.ask.label}{star}"), classes="ask--label")
            if self.ask.choices:
                options = [(safe_text.unmarked(c.replace("-", " ")), c) for c in self.ask.choices]
                yield Select[str](
                    options,
                    prompt=safe_text.unmarked(self.ask.example or "·"),
                    compact=True,
                    classes="ask--in",
                )
            elif self.ask.long:
                yield TextArea(
                    classes="ask--in", compact=True, tab_behavior="focus", highlight_cursor_line=False
                )
            else:
                empty = safe_text.one_line(self.ask.example)
                yield Input(placeholder=empty, classes="ask--in", compact=True, select_on_focus=False)
        yield Static("", classes="ask--say")
        yield Static("", classes="ask--meanwhile")

    def on_mount(self) -> None:
        """Say nothing yet."""
        self.query_one(".ask--say").display = False
        self.query_one(".ask--meanwhile").display = False

    @property
    def text(self) -> str:
        """What is typed or chosen, empty where nothing is."""
        widget = self.query_one(".ask--in")
        if isinstance(widget, Select):
            chosen: object = widget.value  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
            return chosen if isinstance(chosen, str) else ""
        if isinstance(widget, TextArea):
            return widget.text
        return widget.value if isinstance(widget, Input) else ""

    @text.setter
    def text(self, text: str) -> None:
        widget = self.query_one(".ask--in")
        if isinstance(widget, Select):
            if text in self.ask.choices:
                widget.value = text
        elif isinstance(widget, TextArea):
            widget.text = text
        elif isinstance(widget, Input):
            widget.value = text

    def complete(self, suggester: Suggester) -> None:
        """Offer names as one types."""
        widget = self.query_one(".ask--in")
        if isinstance(widget, Input):
            widget.suggester = suggester

    def focus_in(self) -> None:
        """Put the cursor where one types."""
        self.query_one(".ask--in").focus()

    def say(self, fault: str, meaning: str) -> None:
        """Say what is wrong with the text, else what it means where that isn't the same."""
        line = self.query_one(".ask--say", Static)
        if meaning.strip().lower() == self.text.strip().lower() or self.ask.long:
            meaning = ""
        line.display = bool(fault or meaning)
        line.set_class(bool(fault), "-bad")
        line.set_class(not fault, "-good")
        line.update(safe_text.content(f"✗ {fault}" if fault else f"✓ {meaning}"))

    def tell(self, meanwhile: str) -> None:
        """Tell what became of the field while it was being filled, nothing where nothing did."""
        line = self.query_one(".ask--meanwhile", Static)
        line.display = bool(meanwhile)
        line.update(safe_text.content(f"⟳ {meanwhile}"))
