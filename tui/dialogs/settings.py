"""How Allied looks and answers: shown as it is chosen, kept once it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from textual import on
from textual.screen import ScreenResultType
from textual.widgets import Button, Select

from ..desk.own import own
from ..messages import Checked, Prepared, Refused, Written
from ..settings.preferences import MOST_MINUTES, Preferences
from ..settings.themes import named, names
from .form import Form
from .plans import Ask, Plan

if TYPE_CHECKING:
    from textual.await_complete import AwaitComplete

    from ...store.ledger import Ledger

_NO: Final = "no"
_YES: Final = "yes"


class Settings(Form):
    """Asks for each setting; what is chosen can be seen behind it."""

    def __init__(self) -> None:
        """Ask what can be set; the themes are known once the app is."""
        super().__init__(Plan("Settings", "settings", (), _nothing, checked=False))

    def compose(self) -> Any:
        """Lay the form out."""
        self._plan.asks = (
            Ask("theme", "theme", "The colours. ansi- ones are the terminal's own.", choices=names(own(self)),
                example="as Allied comes"),
            Ask("compact", "compact", "Less room around things, more of them to see.", choices=(_NO, _YES),
                example="as Allied comes"),
            Ask("sync_minutes", "sync every", "Minutes after which it syncs by itself while nobody types; 0 never.",
                example="0"),
        )  # fmt: skip
        yield from super().compose()

    def prepare(self) -> None:
        """Start from the settings that are on."""
        self.query_one(".buttons").mount(Button("Keys…", id="keys", compact=True))
        self.post_message(Prepared(_texts(own(self).preferred), {}))

    def check(self) -> None:
        """Say what can't be taken."""
        self.post_message(Checked({}, _values(self._changed())[1]))

    @on(Select.Changed)
    def _show(self) -> None:
        """Put on what was chosen, to be seen."""
        texts = self._texts()
        app = own(self)
        app.theme = named(app, texts["theme"] or None)
        app.set_class(texts["compact"] == _YES, "-compact")

    def send(self, texts: Mapping[str, str]) -> None:
        """Have the settings kept; `Written` or `Refused` comes of it."""
        values, faults = _values(texts)
        if faults:
            self.post_message(Refused(next(iter(faults.values()))))
        else:
            own(self).keep(values, self)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:  # type: ignore[override]
        """Go; what wasn't kept is taken off again."""
        app = own(self)
        if result is None:
            app.theme = named(app, app.preferred.theme)
            app.set_class(app.preferred.compact, "-compact")
        return super().dismiss(result)  # type: ignore[arg-type]

    @on(Button.Pressed, "#keys")
    def _keys(self) -> None:
        own(self).action_keys()


def _texts(preferred: Preferences) -> dict[str, str]:
    """Return settings as one would type them."""
    return {
        "theme": preferred.theme or "",
        "compact": _YES if preferred.compact else _NO,
        "sync_minutes": str(preferred.sync_minutes),
    }


def _values(texts: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what texts mean, `None` for what is left as it is unless said otherwise, and what is wrong with them."""
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for name, text in texts.items():
        word = text.strip()
        if not word:
            values[name] = None
        elif name == "compact":
            values[name] = word == _YES
        elif name != "sync_minutes":
            values[name] = word
        elif word.isascii() and word.isdigit() and int(word) <= MOST_MINUTES:
            values[name] = int(word)
        else:
            faults[name] = f"{word} is no number of minutes from 0 to {MOST_MINUTES}."
    return values, faults


def _nothing(ledger: Ledger, texts: Mapping[str, str]) -> Written:
    """Write nothing: settings are no part of a ledger."""
    del ledger, texts
    return Written("")
