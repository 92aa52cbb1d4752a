"""Were one of these to fail, an empty list would say that there is nothing, or a key would pile up toasts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from allied.tui.app import Allied

from .conftest import lines
from .test_flows import at


async def test_an_audience_is_told_how_many_are_not_for_it(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "members", "2")
        await pilot.press("f9", "f9")
        await until(pilot, lambda: "members are not for the public" in "\n".join(lines(app)))
        assert "No members yet" not in "\n".join(lines(app))


async def test_the_same_toast_stands_once(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "initiatives", "3")
        await pilot.press("e", "e", "e", "c")
        await until(pilot, lambda: len(app._notifications) == 2)  # one for each command
        await pilot.press("e")
        await pilot.pause(0.2)
        assert len(app._notifications) == 2


async def test_its_key_goes_back_to_a_list_from_what_lies_over_it(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "initiatives", "3")
        await pilot.press("X")
        await until(pilot, lambda: "3 goes to the list, where a adds one" in "\n".join(lines(app)))
        await pilot.press("3")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        assert app.current_mode == "initiatives"
