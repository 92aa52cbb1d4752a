"""The colours: a dark and a light theme of ours beside Textual's own, its ANSI one included."""

from __future__ import annotations

from typing import Any, Final

from textual.app import App
from textual.theme import Theme

DARK: Final = "allied-dark"
LIGHT: Final = "allied-light"


def put_on(app: App[Any], wanted: str | None = None) -> None:
    """Register the themes, and wear the one that is *wanted*, else the dark one."""
    app.register_theme(
        Theme(
            name=DARK, primary="#6fd3c1", secondary="#b9a5f2", accent="#f3b562", foreground="#d9dde4",
            background="#14171c", surface="#1a1e25", panel="#232933", success="#93cf7b", warning="#f3b562",
            error="#f2777a", dark=True,
            variables={"block-cursor-foreground": "#0f1216", "border": "#3a4350"},
        )
    )  # fmt: skip
    app.register_theme(
        Theme(
            name=LIGHT, primary="#0f766e", secondary="#6d4bc3", accent="#a85b00", foreground="#20242b",
            background="#fbfaf7", surface="#f3f1ec", panel="#e6e3db", success="#3c7a1e", warning="#a85b00",
            error="#b3261e", dark=False, variables={"border": "#c3beb2"},
        )
    )  # fmt: skip
    # Before the first style is worked out: put on later, every style would be worked out twice.
    app.set_reactive(App.theme, named(app, wanted))
    app.stylesheet.set_variables(app.get_css_variables())


def named(app: App[Any], wanted: str | None) -> str:
    """Return the theme that is wanted, the dark one of ours where there is none of that name."""
    return wanted if wanted in app.available_themes else DARK


def names(app: App[Any]) -> tuple[str, ...]:
    """Return what can be worn, ours first, then those of the terminal's own colours."""
    others = sorted(app.available_themes, key=lambda name: (not name.startswith("ansi"), name))
    return (DARK, LIGHT, *(name for name in others if name not in (DARK, LIGHT)))
