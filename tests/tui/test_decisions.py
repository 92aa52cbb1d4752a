"""Were one of these to fail, what members say in a meeting would be lost, or told otherwise than they said it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from allied.store.ledger import Ledger
from allied.store.verbs import decisions, initiatives, members
from allied.tui.app import Allied
from allied.tui.screens.decision import DecisionScreen
from allied.tui.widgets.table import VirtualTable

SIZES = [(80, 24), (120, 40), (200, 60)]
NAMES = ("Alder", "Birch", "Cedar", "Elder", "Fir", "Hazel", "Juniper", "Larch", "Maple")


@pytest.fixture
def asking(coalition: Path) -> Path:
    """Return a ledger with a decision by consensus that asks nine members, none of whom has spoken."""
    ledger = Ledger.open(coalition)
    asked = [members.add(ledger, f"{name} Trust", {"handle": name.lower()}).key for name in NAMES]
    about = initiatives.add(ledger, "Open letter on encryption", {"handle": "letter"}).key
    done = decisions.add(
        ledger,
        "Do we send the letter to the Council on Friday?",
        {"rule": "consensus", "quorum": [2, 3], "asked": asked, "initiative": about},
    )
    decisions.open(ledger, done.key)
    return coalition


def decision(root: Path) -> dict[str, Any]:
    return next(iter(Ledger.open(root).table("decision").values()))


def told(app: Allied) -> str:
    return "\n".join(f"{n.title} {n.message}" for n in app._notifications)


def table(app: Allied) -> VirtualTable:
    return app.screen.query_one(VirtualTable)


async def opened(app: Allied, pilot: Any, until: Any) -> None:
    """Go to the decisions and open the first."""
    await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
    await pilot.press("5")
    await until(pilot, lambda: app.current_mode == "decisions" and getattr(app.screen, "page", None))
    await until(pilot, lambda: table(app).row)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, DecisionScreen) and app.screen.deciding)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_nine_positions_take_nine_keys(
    size: tuple[int, int], asking: Path, until: Any, on_terminal: Any
) -> None:
    app = Allied(asking)
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(app, pilot, until)
        assert table(app).row.thing.name == "Alder Trust"
        # Typed as fast as a terminal sends them: none may be lost, or land on another member.
        await pilot.press(*"aaarasxba")
        await until(pilot, lambda: len(decision(asking).get("positions") or {}) == 9)
        ledger = Ledger.open(asking)
        said = {ledger.label("member", m): p["position"] for m, p in decision(asking)["positions"].items()}
        words = ["agree"] * 3 + ["reservations", "agree", "stand-aside", "abstain", "block", "agree"]
        assert said == dict(zip([n.lower() for n in NAMES], words, strict=True))
        await until(pilot, lambda: "stated 9/9 · quorum 2/3 is 6 ✓" in on_terminal(app))
        assert "✗ not met" in on_terminal(app) and "Dissent  3" in on_terminal(app)
        assert told(app) == ""
