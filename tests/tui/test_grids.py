"""Were one of these to fail, a screen looks otherwise than when somebody found it good."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from allied.tui.app import Allied
from allied.tui.dialogs.form import Form
from allied.tui.dialogs.help import Help
from allied.tui.dialogs.quick import QuickAdd
from allied.tui.screens.board import BoardScreen
from textual.widgets import Input

SIZES = [(80, 24), (120, 40), (200, 60)]


def named(what: str, size: tuple[int, int]) -> str:
    return f"{what}-{size[0]}x{size[1]}"


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(("mode", "letter"), [("today", "1"), ("members", "2"), ("actions", "4")])
async def test_lists(
    mode: str,
    letter: str,
    size: tuple[int, int],
    coalition: Path,
    until: Any,
    same_grid: Any,
    on_terminal: Any,
) -> None:
    app = Allied(coalition)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press(letter)
        await until(pilot, lambda: app.current_mode == mode and getattr(app.screen, "page", None))
        if size[0] > 110:
            await until(pilot, lambda: "History" in on_terminal(app) or not app.screen.page.rows)
        same_grid(app, named(mode, size))


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_form_help_and_thing(
    size: tuple[int, int], coalition: Path, until: Any, same_grid: Any, on_terminal: Any
) -> None:
    app = Allied(coalition)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("4")
        await until(pilot, lambda: app.current_mode == "actions" and getattr(app.screen, "page", None))
        if size[0] > 110:
            await until(pilot, lambda: "History" in on_terminal(app))
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, Help) and "Here" in on_terminal(app))
        same_grid(app, named("help", size))
        await pilot.press("escape", "a")
        await until(pilot, lambda: isinstance(app.screen, QuickAdd) and isinstance(app.focused, Input))
        app.focused.cursor_blink = False
        await pilot.press(*"ring them @edri !high due:fri #dsa")
        await until(pilot, lambda: "tags dsa" in on_terminal(app))
        same_grid(app, named("quick", size))
        await pilot.press("escape", "escape", "v")
        await until(
            pilot, lambda: isinstance(app.screen, BoardScreen) and "Book the hall" in on_terminal(app)
        )
        same_grid(app, named("board", size))
        await pilot.press("escape", "A")
        await until(
            pilot,
            lambda: isinstance(app.screen, Form) and app.focused and "What is to be" in on_terminal(app),
        )
        app.focused.cursor_blink = False
        same_grid(app, named("form", size))
        await pilot.press("escape", "g")
        await until(pilot, lambda: "g  t Today" in on_terminal(app))
        same_grid(app, named("chords", size))
        await pilot.press("escape")
        if size[0] <= 110:
            await pilot.press("enter")
            await until(pilot, lambda: "History" in on_terminal(app))
            same_grid(app, named("thing", size))


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_welcome(size: tuple[int, int], until: Any, same_grid: Any, on_terminal: Any) -> None:
    app = Allied(Path("/"))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.current_mode == "welcome" and "Join one" in on_terminal(app))
        same_grid(app, named("welcome", size))
