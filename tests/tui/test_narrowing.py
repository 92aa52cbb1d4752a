"""Were one of these to fail, a list would show other lines than commands do, or be empty without a word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from allied.tui.app import Allied

from .test_flows import at, titles


async def typed(pilot: Any, line: str) -> None:
    """Put a line into the filter at once."""
    pilot.app.screen.line.open()
    pilot.app.screen.line.value = line


async def test_what_commands_filter_by_the_line_understands(coalition: Path, until: Any) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        for line, found in (
            ("status:blocked status:doing", ["Draft the letter", "Find a venue"]),
            ("where:priority=high", ["Draft the letter"]),
            ("sort:-title", ["Translate the ask", "Find a venue", "Draft the letter", "Call the press list"]),
            ("sort:title limit:2", ["Call the press list", "Draft the letter"]),
            ("limit:1", ["Draft the letter"]),
        ):
            await typed(pilot, line)
            await until(pilot, lambda found=found: titles(app) == found)


async def test_an_order_holds_for_what_is_added(coalition: Path, until: Any) -> None:
    from allied.store.ledger import Ledger
    from allied.store.verbs import actions

    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        await typed(pilot, "sort:title")
        await until(pilot, lambda: titles(app)[0] == "Call the press list")
        actions.add(Ledger.open(coalition), "A first thing")
        await until(pilot, lambda: titles(app)[0] == "A first thing")


async def test_a_value_that_there_is_not_says_which_there_are(
    coalition: Path, until: Any, on_terminal: Any
) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at(app, pilot, until, "actions", "4")
        before = titles(app)
        await pilot.press("slash", *"status:blockd")
        await until(pilot, lambda: "none of todo, doing, blocked, done, dropped" in on_terminal(app))
        assert "Nothing holds" not in on_terminal(app) and titles(app) == before
        await pilot.press("backspace", "e", "d")
        await until(pilot, lambda: titles(app) == ["Find a venue"] and "✗" not in on_terminal(app))
