"""Sharing from the TUI: by key, by itself, and what is said where it can't be."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from allied.store.ledger import Change, Ledger
from allied.store.sync import joining, remotes, syncing
from allied.tui.app import Allied
from allied.tui.frame import sharing
from allied.tui.settings import preferences
from allied.tui.settings.preferences import Preferences
from allied.tui.widgets.table import VirtualTable

from .conftest import Until, key, lines

SIZE = (120, 40)


@pytest.fixture
def shared(coalition: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two clones of the coalition's ledger over a remote; in the second one something waits."""
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(remote)], check=True)
    remotes.add(coalition, str(remote))
    syncing.sync(Ledger.open(coalition))
    return coalition, joining.join(str(remote), tmp_path / "other")


def other_says(root: Path, title: str) -> None:
    ledger = Ledger.open(root)
    ledger.write([Change("action", key("a1"), {"title": title})])
    syncing.sync(ledger)


async def test_a_key_shares_and_takes_in(
    shared: tuple[Path, Path], until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, other = shared
    monkeypatch.setenv("ALLIED_WRITER", "elsewhere000")
    other_says(other, "Send the letter")
    monkeypatch.setenv("ALLIED_WRITER", "coordinator0")
    Ledger.open(first).write([Change("action", key("a2"), {"status": "done"})])
    app = Allied(first)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await until(pilot, lambda: "1 not shared yet" in "\n".join(lines(app)[-1:]))
        await pilot.press("4")
        await until(pilot, lambda: "Draft the letter" in "\n".join(lines(app)))
        await pilot.press("Y")
        await until(pilot, lambda: "1 sent, 1 came in" in "\n".join(lines(app)))
        await until(pilot, lambda: "Send the letter" in "\n".join(lines(app)))
        await until(pilot, lambda: "0 not shared yet" in "\n".join(lines(app)[-1:]))
        assert app.stage == ""
    assert Ledger.open(first).unshared() == []


async def test_two_answers_are_told(
    shared: tuple[Path, Path], until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, other = shared
    Ledger.open(first).write([Change("action", key("a1"), {"title": "Draft it"})])
    monkeypatch.setenv("ALLIED_WRITER", "elsewhere000")
    other_says(other, "Send the letter")
    monkeypatch.setenv("ALLIED_WRITER", "coordinator0")
    app = Allied(first)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await until(pilot, lambda: "not shared yet" in "\n".join(lines(app)[-1:]))
        await pilot.press("Y")
        await until(pilot, lambda: "1 question has two answers now" in "\n".join(lines(app)))


async def test_two_answers_stand_side_by_side_and_one_is_taken_by_a_key(
    shared: tuple[Path, Path], until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, other = shared
    Ledger.open(first).write([Change("action", key("a1"), {"title": "Draft it"})])
    monkeypatch.setenv("ALLIED_WRITER", "elsewhere000")
    other_says(other, "Send the letter")
    monkeypatch.setenv("ALLIED_WRITER", "coordinator0")
    syncing.sync(Ledger.open(first))
    Ledger.open(first).write([Change("action", key("a2"), {"status": "done"})])
    app = Allied(first)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("7")
        await until(pilot, lambda: "counts meanwhile" in "\n".join(lines(app)))
        seen = "\n".join(lines(app))
        assert "  Draft it" in seen and "  Send the letter" in seen
        assert "● 1  " in seen or "● 2  " in seen
        assert "1 question has two answers" in seen and "1 step is not shared yet" in seen
        table = app.screen.query_one(VirtualTable)
        while table.row is None or "Draft it" not in getattr(table.row.thing, "text", ""):
            await pilot.press("j")
        await pilot.press("t")
        await until(pilot, lambda: "counts meanwhile" not in "\n".join(lines(app)))
        assert (Ledger.open(first).get("action", key("a1")) or {})["title"] == "Draft it"
        await pilot.press("u")
        await until(pilot, lambda: "counts meanwhile" in "\n".join(lines(app)))
        await pilot.press("s")
        await until(pilot, lambda: Ledger.open(first).unshared() == [])


async def test_what_goes_wrong_is_said_with_a_hint_and_nothing_is_lost(
    shared: tuple[Path, Path], until: Until, tmp_path: Path
) -> None:
    first, _ = shared
    (tmp_path / "remote.git").rename(tmp_path / "gone.git")
    Ledger.open(first).write([Change("action", key("a2"), {"status": "done"})])
    app = Allied(first)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await until(pilot, lambda: "not shared yet" in "\n".join(lines(app)[-1:]))
        await pilot.press("Y")
        await until(pilot, lambda: "Git fetch failed" in "\n".join(lines(app)))
        assert "hint:" in "\n".join(lines(app))
        await until(pilot, lambda: app.stage == "")
    assert len(Ledger.open(first).unshared()) == 1


async def test_it_syncs_by_itself_while_nobody_types(
    shared: tuple[Path, Path], until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, other = shared
    monkeypatch.setattr(sharing, "IDLE", 0.0)
    monkeypatch.setenv("ALLIED_WRITER", "elsewhere000")
    other_says(other, "Send the letter")
    app = Allied(first, preferred=Preferences(sync_minutes=1))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await until(pilot, lambda: "not shared yet" in "\n".join(lines(app)[-1:]))
        assert [timer for timer in app._timers if timer._interval == 60]
        app._share_if_idle()
        await until(pilot, lambda: "0 sent, 1 came in" in "\n".join(lines(app)))
        monkeypatch.setattr(sharing, "IDLE", 999.0)
        await pilot.press("j")
        app._share_if_idle()
        assert app.stage == ""


def test_preferences_are_read_and_what_is_wrong_with_them_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert preferences.load() == Preferences()
    file = preferences.path()
    file.parent.mkdir(parents=True)
    file.write_text('theme = "nord"\nsync_minutes = 10\n[keys]\n"action.done" = "z"\n')
    assert preferences.load() == Preferences("nord", {"action.done": "z"}, 10)
    file.write_text('theme = 3\nsync_minutes = "often"\nnothing = 1\n')
    found = preferences.load()
    assert found.theme is None and "theme, sync_minutes, nothing can't be taken" in found.trouble
    file.write_text("= =")
    assert "can't be read" in preferences.load().trouble
