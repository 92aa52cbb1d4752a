"""Were one of these to fail, the keys that matter where the cursor is would not be named where room is short."""

from __future__ import annotations

from pathlib import Path

from allied.store.ledger import Ledger
from allied.store.verbs import decisions
from allied.tui.app import Allied
from allied.tui.screens.decision import DecisionScreen

from .conftest import Until, key, lines


def bar(app: Allied) -> str:
    return lines(app)[-1]


async def test_a_narrow_bar_names_what_can_be_done_here(coalition: Path, until: Until) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and "z Later" in bar(app))
        for said in ("a Add", "d Done", "n Chased", "z Later", "⏎ Open", "/ Filter"):
            assert said in bar(app)
        assert bar(app).endswith("? Help") and "r Record" not in bar(app)


async def test_names_keep_their_order_and_help_its_place(coalition: Path, until: Until) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and "z Later" in bar(app))
        order = [
            "a Add",
            "d Done",
            "s Start",
            "w Give",
            "n Chased",
            "z Later",
            "⏎ Open",
            "/ Filter",
            "? Help",
        ]
        for _ in range(6):
            shown = [bar(app).index(said) for said in order if said in bar(app)]
            assert shown == sorted(shown) and bar(app).index("? Help") == 80 - 1 - len("? Help")
            await pilot.press("j")
            await pilot.pause()


async def test_a_decision_names_its_main_verbs(coalition: Path, until: Until) -> None:
    ledger = Ledger.open(coalition)
    done = decisions.add(ledger, "Do we march?", {"asked": [key("m1"), key("m2")]})
    decisions.open(ledger, done.key)
    app = Allied(coalition)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("5")
        await until(pilot, lambda: "Do we march?" in "\n".join(lines(app)))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DecisionScreen) and "b Block" in bar(app))
        for said in ("a Agree", "r Reserv", "s Aside", "b Block", "C Close", "? Help"):
            assert said in bar(app)
        await pilot.press("b")
        await until(pilot, lambda: "A Answer" in bar(app) or pilot.app.screen.table.cursor != 0)
        await pilot.press("home")
        await until(pilot, lambda: "A Answer" in bar(app))
        assert "C Close" in bar(app) and "b Block" in bar(app)
