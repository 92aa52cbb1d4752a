"""Were one of these to fail, what is pasted elsewhere could act there, or an undo could not be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from allied.store.ledger import Change, Ledger
from allied.tui.app import Allied
from allied.tui.widgets.table import VirtualTable

from .conftest import Until, key


def told(app: Allied) -> str:
    return "\n".join(str(n.message) for n in app._notifications)


@pytest.mark.parametrize("place", ["2", "4", "6"])
async def test_what_the_cursor_is_on_is_copied(place: str, coalition: Path, until: Until) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press(place)
        await until(pilot, lambda: app.current_mode != "today" and getattr(app.screen, "page", None))
        await until(pilot, lambda: app.screen.query_one(VirtualTable).row)
        seen = []
        for _ in range(4):
            app.copy_to_clipboard("")
            await pilot.press("y")
            await until(pilot, lambda: app.clipboard)
            seen.append(app.clipboard)
        if place == "2":
            assert seen[0] == seen[3] == "berlin"
            assert seen[1:3] == ["Berlin Housing Network", "Berlin Housing Network (member berlin)"]
        if place == "4":
            assert seen[:3] == ["Draft the letter", "Draft the letter (action 6131)", "Draft the letter"]
        assert f"✓ copied: {seen[0]}" in told(app)


async def test_what_is_copied_is_harmless(coalition: Path, until: Until) -> None:
    Ledger.open(coalition).write(
        [
            Change(
                "action",
                key("a1"),
                {"title": "\x1b]52;c;HOSTILE\x07\nrm -rf /\r[@click=app.quit]x", "due": "2026-01-01"},
            )
        ]
    )
    app = Allied(coalition)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("4")
        await until(pilot, lambda: app.current_mode == "actions" and getattr(app.screen, "page", None))
        await until(pilot, lambda: app.screen.query_one(VirtualTable).row)
        await pilot.press("y")
        await until(pilot, lambda: app.clipboard)
        assert "HOSTILE" in app.clipboard and app.clipboard.isprintable()


@pytest.mark.parametrize("again", ["U", "ctrl+r"])
async def test_undo_and_redo_go_back_and_forth(again: str, coalition: Path, until: Until) -> None:
    app = Allied(coalition)

    def status() -> str:
        return str((Ledger.open(coalition).get("action", key("a1")) or {})["status"])

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("4")
        await until(pilot, lambda: app.current_mode == "actions" and getattr(app.screen, "page", None))
        await until(pilot, lambda: (row := app.screen.query_one(VirtualTable).row) and row.key == key("a1"))
        await pilot.press("d")
        await until(pilot, lambda: status() == "done")
        for _ in range(2):
            await pilot.press("u")
            await until(pilot, lambda: status() == "doing")
            await pilot.press(again)
            await until(pilot, lambda: status() == "done")
            await until(pilot, lambda: "u takes it back." in told(app))
        await pilot.press(again)
        await until(pilot, lambda: "There is no undo of yours to take back." in told(app))
        assert status() == "done"
