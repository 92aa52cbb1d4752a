"""Were one of these to fail, a title in somebody's chart or log could act on one's own terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allied.store.ledger import Change, Ledger
from allied.store.schema import keys
from allied.tui.app import Allied
from allied.tui.screens.charts import Charts
from allied.tui.screens.step import Step

from .conftest import key
from .hostile import MARK, PAYLOADS, acting

SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.fixture
def hostile(coalition: Path) -> Path:
    """Return a ledger in which whatever a chart shows is hostile: names, needs, states, positions, numbers."""
    ledger = Ledger.open(coalition)
    changes = [Change("writer", keys.writer_key("coordinator0"), {"name": PAYLOADS[1] + PAYLOADS[4]})]
    for n, text in enumerate(PAYLOADS):
        member, initiative, decision = key(f"h{n}"), key(f"k{n}"), key(f"q{n}")
        changes.append(Change("member", member, {"name": text, "handle": text, "capacity": n - 1}))
        changes.append(
            Change("action", key(f"b{n}"), {"title": text, "owner": member, "hours": n, "due": "2026-11-01"})
        )
        needs = {f"needs/{text}": n, "needs/members": n, f"needs/role:{text}": -n}
        changes.append(
            Change("initiative", initiative, {"title": text, "handle": text, "stage": text, **needs})
        )
        optin = {"initiative": initiative, "member": member, "answer": {"state": ("in", text)[n % 2]}}
        changes.append(Change("optin", keys.optin_key(initiative, member), optin))
        asked = {f"asked/{member}": True, f"positions/{member}": {"position": text if n % 2 else "block"}}
        changes.append(
            Change(
                "decision", decision, {"question": text, "closing": {"status": "open"}, "rule": text, **asked}
            )
        )
    ledger.write(changes, note=PAYLOADS[0])
    return coalition


@pytest.mark.parametrize("audience", [None, "public"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_no_chart_lets_it_through(
    audience: str | None, size: tuple[int, int], hostile: Path, until: Any, on_terminal: Callable[[Any], str]
) -> None:
    app = Allied(hostile)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        app.desk.audience = audience
        await pilot.press("g", "c")
        await until(pilot, lambda: isinstance(app.screen, Charts) and app.screen.pages)
        for _ in range(4):
            await until(pilot, lambda: MARK in on_terminal(app) or audience)
            for _ in range(len(PAYLOADS)):
                await pilot.press("j")
                await pilot.pause(0.06)
                assert acting(app) == []
            await pilot.press("w")
        await pilot.press("slash", *"hostile[/]", "enter", "escape", "enter")
        await pilot.pause(0.1)
        assert acting(app) == []


async def test_neither_the_log_nor_a_step_lets_it_through(
    hostile: Path, until: Any, on_terminal: Callable[[Any], str]
) -> None:
    app = Allied(hostile)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("6")
        await until(pilot, lambda: MARK in on_terminal(app))
        assert acting(app) == []
        await pilot.press("slash", *"by:zz")
        await until(pilot, lambda: "Try by:" in on_terminal(app))
        assert acting(app) == []
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.table.row)  # type: ignore[attr-defined]
        await pilot.press("home", "enter")
        await until(pilot, lambda: isinstance(app.screen, Step) and MARK in on_terminal(app))
        for _ in range(30):
            await pilot.press("j")
            assert acting(app) == []
