"""Were one of these to fail, nobody would know whether Allied is at work, or leaving would leave a dead terminal."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allied.store.ledger import Change, Ledger
from allied.tui.app import Allied
from allied.tui.messages import Written
from allied.tui.widgets.key_bar import KeyBar
from textual.pilot import Pilot

from .conftest import Until, key


class Slow:
    """Writes actions as one step, and in the middle of it waits to be let go on."""

    def __init__(self) -> None:
        self.waits = threading.Event()
        self.go_on = threading.Event()

    def __call__(self, ledger: Ledger) -> Written:
        with ledger.batch():
            for number in range(4):
                ledger.write([Change("action", key(f"s{number}"), {"title": f"Call {number}"})])
                if number == 2:
                    self.waits.set()
                    self.go_on.wait(30)
        return Written("✓ all called")


@pytest.fixture
def slow() -> Iterator[Slow]:
    """Return a write that takes as long as it is let."""
    made = Slow()
    yield made
    made.go_on.set()


async def begun(app: Allied, pilot: Pilot[Any], until: Until, slow: Slow) -> None:
    """Begin the write, and wait until the bar tells of it."""
    await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
    app.write(slow)
    await until(pilot, lambda: slow.waits.is_set() and "writing…" in app.screen.query_one(KeyBar).busy)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_a_long_write_is_told_of_until_it_is_over(
    coalition: Path, until: Until, on_terminal: Any, slow: Slow, size: tuple[int, int]
) -> None:
    app = Allied(coalition)
    async with app.run_test(size=size, notifications=True) as pilot:
        await begun(app, pilot, until, slow)
        await until(pilot, lambda: "✎ writing… 2 · ^c stops it" in on_terminal(app))
        await pilot.press("6")
        await until(pilot, lambda: app.current_mode == "log" and "✎ writing…" in on_terminal(app))
        slow.go_on.set()
        await until(pilot, lambda: [n.message for n in app._notifications] == ["✓ all called"])
        await until(pilot, lambda: "✎" not in on_terminal(app))
    assert Ledger.open(coalition).get("action", key("s3")) is not None


async def test_a_long_write_can_be_stopped_and_nothing_of_it_is_there(
    coalition: Path, until: Until, on_terminal: Any, slow: Slow
) -> None:
    before = Ledger.open(coalition).version()
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await begun(app, pilot, until, slow)
        await pilot.press("ctrl+c")
        await until(pilot, lambda: "✎ stopping…" in on_terminal(app))
        slow.go_on.set()
        await until(pilot, lambda: any("nothing of it is written" in n.message for n in app._notifications))
        await until(pilot, lambda: "✎" not in on_terminal(app))
        assert app.is_running
        assert Ledger.open(coalition).version() == before
        await pilot.press("ctrl+c")
        await until(pilot, lambda: any("q leaves Allied" in n.message for n in app._notifications))


@pytest.mark.parametrize("stopped", [False, True], ids=["written", "stopped"])
async def test_leaving_waits_for_what_is_being_written(
    coalition: Path, until: Until, on_terminal: Any, slow: Slow, stopped: bool
) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40)) as pilot:
        await begun(app, pilot, until, slow)
        await pilot.press("q")
        await until(pilot, lambda: "then leaves" in on_terminal(app))
        assert app.is_running
        if stopped:
            await pilot.press("ctrl+c")
            await until(pilot, lambda: "✎ stopping…" in on_terminal(app))
        slow.go_on.set()
        await until(pilot, lambda: not app.is_running)
    there = Ledger.open(coalition).get("action", key("s3"))
    assert (there is None) is stopped


async def test_whoever_leaves_still_sees_that_it_was_refused(coalition: Path, until: Until) -> None:
    from allied.store.errors import CannotWrite

    go_on = threading.Event()

    def refused(_: Ledger) -> Written:
        go_on.wait(30)
        raise CannotWrite("The disk is full.", "Make room.")

    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
        app.write(refused)
        await pilot.press("q")
        go_on.set()
        await until(pilot, lambda: any("The disk is full" in n.message for n in app._notifications))
        await until(pilot, lambda: not app._writes)
        assert app.is_running
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
