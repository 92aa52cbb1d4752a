"""Were one of these to fail, a fault would print people's data, or colour alone would tell."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from allied.store.errors import CannotWrite, Locked
from allied.tui.app import Allied
from allied.tui.settings.themes import LIGHT

CRASHING = """
import asyncio, sys, pathlib
from allied.tui.app import Allied
class Failing(Allied):
    def action_fail(self):
        secret = "members-own-words"
        raise ValueError(f"about {secret}")
async def main():
    app = Failing(pathlib.Path(sys.argv[1]))
    try:
        async with app.run_test() as pilot:
            await pilot.pause(0.2)
            if sys.argv[2] == "key":
                app.call_later(app.action_fail)
            else:
                app.write(lambda ledger: app.action_fail())
            await pilot.pause(0.5)
    except Exception:
        pass
asyncio.run(main())
"""


@pytest.mark.parametrize("where", ["key", "thread"])
def test_a_crash_says_where_and_prints_no_value(coalition: Path, where: str) -> None:
    script = coalition.parent / "failing.py"
    script.write_text(CRASHING, encoding="utf-8")
    command = [sys.executable, str(script), str(coalition), where]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Something is wrong in Allied itself: ValueError" in done.stderr, done.stderr
    assert "action_fail" in done.stderr
    assert "members-own-words" not in done.stderr + done.stdout
    if where == "thread":
        frames = done.stderr[done.stderr.index("Python") :].splitlines()[1:]
        assert frames[0].startswith("  tui/frame/keeping.py:"), done.stderr
    assert str(coalition.parent) not in done.stderr
    assert "NOTE" not in done.stderr and "textual run" not in done.stderr
    assert done.stderr.count("Something is wrong") == 1


@pytest.mark.parametrize(
    "error", [Locked("Somebody has it.", "Wait."), CannotWrite("It is full.", "Make room.")]
)
async def test_what_the_store_refuses_is_one_toast(
    coalition: Path, until: Any, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    from allied.store.verbs import actions

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(actions, "done", refuse)
    app = Allied(coalition)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("4")
        await until(pilot, lambda: app.current_mode == "actions" and getattr(app.screen, "page", None))
        await pilot.press("d")
        await until(pilot, lambda: [n.severity for n in app._notifications] == ["error"])
        (toast,) = app._notifications
        assert "hint:" in toast.message and not toast.markup


@pytest.mark.parametrize("dress", ["NO_COLOR", "ansi-dark", LIGHT])
async def test_states_are_told_apart_without_colour(
    coalition: Path, until: Any, on_terminal: Any, monkeypatch: pytest.MonkeyPatch, dress: str
) -> None:
    if dress == "NO_COLOR":
        monkeypatch.setenv("NO_COLOR", "1")
    app = Allied(coalition)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        if dress != "NO_COLOR":
            app.theme = dress
        await pilot.press("4")
        await until(pilot, lambda: "◐ doing" in on_terminal(app))
        await until(pilot, lambda: "! 3 days late" in on_terminal(app) and "■ blocked" in on_terminal(app))
        await until(pilot, lambda: "▌◐ doing" in on_terminal(app))
        assert "▌■ blocked" not in on_terminal(app)


async def test_a_ledger_that_goes_away_is_told_and_harms_nothing(coalition: Path, until: Any) -> None:
    import shutil

    app = Allied(coalition)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("4")
        await until(pilot, lambda: app.current_mode == "actions" and getattr(app.screen, "page", None))
        shutil.rmtree(coalition)
        await pilot.press("d")
        await until(pilot, lambda: any(n.severity == "error" for n in app._notifications))
        assert app.is_running


@pytest.mark.parametrize("key", ["space", "V", "o", "O"])
async def test_on_an_empty_list_every_key_says_why_not(tmp_path: Path, until: Any, key: str) -> None:
    from allied.store.ledger import Ledger

    Ledger.create(tmp_path, name="Nobody yet")
    app = Allied(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("4")
        await until(pilot, lambda: app.current_mode == "actions" and getattr(app.screen, "page", None))
        await pilot.press(key)
        await until(pilot, lambda: "on nothing" in "".join(n.message for n in app._notifications))
