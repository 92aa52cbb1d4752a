"""Were one of these to fail, a part of the screen could only be come by with many keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from allied.tui.app import Allied
from allied.tui.dialogs.jump import Jump
from allied.tui.widgets.detail_pane import DetailPane
from allied.tui.widgets.table import VirtualTable
from textual.widgets import Input

from .conftest import Until, lines


async def jumping(app: Allied, pilot: Any, until: Until) -> None:
    await until(pilot, lambda: getattr(app.screen, "page", None))
    await pilot.press("ctrl+o")
    await until(pilot, lambda: isinstance(app.screen, Jump) and " a filter" in "\n".join(lines(app)))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=str)
async def test_a_letter_over_every_part(
    size: tuple[int, int], coalition: Path, until: Until, same_grid: Any
) -> None:
    app = Allied(coalition)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("4")
        await until(pilot, lambda: app.current_mode == "actions" and getattr(app.screen, "page", None))
        if size[0] > 110:
            await until(pilot, lambda: "History" in "\n".join(lines(app)))
        await jumping(app, pilot, until)
        same_grid(app, f"jump-{size[0]}x{size[1]}")
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, Jump))
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.focused, VirtualTable))
        if size[0] > 110:
            await pilot.press("ctrl+o")
            await until(pilot, lambda: isinstance(app.screen, Jump))
            await pilot.press("d")
            await until(pilot, lambda: isinstance(app.focused, DetailPane))


async def test_letters_on_the_bar_go_places_and_others_leave(coalition: Path, until: Until) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await jumping(app, pilot, until)
        letter = lines(app)[0].split("Members")[0].split()[-1]
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, Jump))
        await jumping(app, pilot, until)
        await pilot.press("1")
        await until(pilot, lambda: not isinstance(app.screen, Jump))
        await jumping(app, pilot, until)
        await pilot.press(letter)
        await until(pilot, lambda: app.current_mode == "members")
        await jumping(app, pilot, until)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: not isinstance(app.screen, Jump))
