"""Sharing from the TUI: by key, by itself, and what is said where it can't be."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from allied.store.errors import Invalid
from allied.store.ledger import Change, Ledger
from allied.store.sync import joining, remotes, saving, syncing
from allied.store.verbs import initiatives, optins, settling
from allied.store.views.crossed import crossed
from allied.tui.app import Allied
from allied.tui.dialogs.asked import Asked
from allied.tui.dialogs.form import Form
from allied.tui.frame import sharing
from allied.tui.settings import preferences
from allied.tui.settings.preferences import Preferences
from allied.tui.widgets.detail_pane import DetailPane
from allied.tui.widgets.rivals import RivalsPane
from allied.tui.widgets.table import VirtualTable
from textual.widgets import Input, Static

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


def shown(app: Allied) -> str:
    return "\n".join(lines(app))


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


async def test_an_error_stands_on_the_sync_screen_until_a_sync_works(
    shared: tuple[Path, Path], until: Until, tmp_path: Path
) -> None:
    first, _ = shared
    Ledger.open(first).write([Change("action", key("a2"), {"status": "done"})])
    saving.save(Ledger.open(first))
    remote = tmp_path / "remote.git"
    remote.rename(tmp_path / "gone.git")
    app = Allied(first)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("7")
        await until(pilot, lambda: "✓ Synced 23 Nov 10:20: " in shown(app))
        assert f"⇅ origin  branch main  {remote.parent}"[:60] in shown(app)
        assert "1 step is not shared yet" in shown(app)
        await pilot.press("s")
        await until(pilot, lambda: "✗ Git fetch failed" in shown(app) and "hint: Is there" in shown(app))
        (tmp_path / "gone.git").rename(remote)
        await pilot.press("s")
        # What was committed before is only sent: nothing in the ledger's own files changes by it.
        await until(pilot, lambda: "Synced 23 Nov 10:20: 1 sent, 0 came in" in shown(app))
        await until(pilot, lambda: "0 steps are not shared yet" in shown(app))
        assert "✗" not in shown(app) and app.note.endswith("0 not shared yet")


async def test_what_came_with_the_last_sync_can_be_opened(
    shared: tuple[Path, Path], until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, other = shared
    monkeypatch.setenv("ALLIED_WRITER", "elsewhere000")
    other_says(other, "Send the letter")
    monkeypatch.setenv("ALLIED_WRITER", "coordinator0")
    app = Allied(first)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("7")
        await until(pilot, lambda: getattr(app.screen, "page", None))
        await pilot.press("s")
        await until(pilot, lambda: "Came in with the last sync: 1 step" in shown(app))
        await until(pilot, lambda: app.screen.query_one(VirtualTable).row)
        row = app.screen.query_one(VirtualTable).row
        assert row is not None and "Send the letter" in row.thing.sentence
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.focused is app.screen.query_one(DetailPane))


async def test_without_a_remote_the_sync_screen_asks_where_and_shares_it_there(
    coalition: Path, tmp_path: Path, until: Until
) -> None:
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(remote)], check=True)
    app = Allied(coalition)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("Y")
        await until(pilot, lambda: "shared with nobody yet" in shown(app) and "7 goes to Sync" in shown(app))
        await pilot.press("7")
        await until(pilot, lambda: "Shared with nobody yet: s says where" in shown(app))
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, Form) and isinstance(app.focused, Input))
        await pilot.press(*"nowhere", "enter")
        await until(pilot, lambda: "is no address of a repository" in shown(app))
        app.screen.query(Asked).first().text = str(remote)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not isinstance(app.screen, Form))
        await until(pilot, lambda: "✓ Synced" in shown(app) and Ledger.open(coalition).unshared() == [])
    assert remotes.names(coalition) == ["origin"]


async def test_a_sync_that_hangs_is_stopped_by_a_key(
    shared: tuple[Path, Path], until: Until, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = shared
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 600\n")
    slow.chmod(0o755)
    monkeypatch.setenv("ALLIED_SSH", str(slow))
    subprocess.run(["git", "remote", "set-url", "origin", "git@example.invalid:a.git"], cwd=first, check=True)
    app = Allied(first)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("7")
        await until(pilot, lambda: "⇅ origin  branch main  git@example.invalid:a.git" in shown(app))
        assert "x Stop" not in shown(app)
        await pilot.press("s")
        await until(
            pilot, lambda: "fetching from origin…  x stops it" in shown(app) and "x Stop" in shown(app)
        )
        await pilot.press("x")
        await until(pilot, lambda: "✗ It was stopped." in shown(app) and app.stage == "")


async def test_saving_needs_no_network(coalition: Path, until: Until) -> None:
    app = Allied(coalition)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("7")
        await until(pilot, lambda: getattr(app.screen, "page", None))
        await pilot.press("w")
        await until(pilot, lambda: "✓ saved" in shown(app))
        assert Ledger.open(coalition).unsaved() == []


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=str)
async def test_three_answers_stand_side_by_side_whatever_is_in_them(
    size: tuple[int, int], coalition: Path, until: Until
) -> None:
    ledger = Ledger.open(coalition)
    live = ledger.read("action", key("a1")).live["title"]
    for title in ("Send \x1b[31mit\x1b[0m [/] \u202e", "Draft " + "on and " * 40 + "on", None):
        ledger.write([Change("action", key("a1"), {"title": title}, live)])
    app = Allied(coalition)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("7")
        await until(pilot, lambda: "3 answers: title of" in shown(app))
        pane = app.screen.query_one(RivalsPane)
        await until(pilot, lambda: pane.display and pane.region.height > 5)
        text = str(pane.query_one("#rivals-text", Static).content)
        assert text.count("23 Nov 10:20") == 3 and text.count("● counts") == 1
        assert "≠ title" in text and "‹001B›" in text and "nothing" in text and "\x1b" not in text
        assert "▶ 1" in text
        await pilot.press("j")
        await until(pilot, lambda: "▶ 2" in str(pane.query_one("#rivals-text", Static).content))


async def test_another_answer_than_any_that_was_given_settles_it(coalition: Path, until: Until) -> None:
    ledger = Ledger.open(coalition)
    initiative = initiatives.add(ledger, "Clean rivers").key
    optin = optins.ask(ledger, key("m1"), initiative, {"method": "email"}).key
    seen = ledger.read("optin", optin)
    for state, why in (("declined", "The board, and others, said no."), ("considering", "They meet soon.")):
        optins.change(ledger, optin, {"state": state, "reason": why}, seen=seen)
        ledger = Ledger.open(coalition)
    over = seen.live["answer"]
    ledger.write([Change("optin", optin, {"answer": {"state": "declined", "reason": "No, and no."}}, over)])
    ledger.write([Change("optin", optin, {"answer": {"state": "considering"}}, over)])
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        await pilot.press("7")
        await until(pilot, lambda: "answers: answer of The opt-in" in shown(app))
        table = app.screen.query_one(VirtualTable)
        at = next(
            n for n, row in enumerate(table.rows.seen) if "No, and no." in getattr(row.thing, "text", "")
        )
        assert table.rows.seen[at].thing.text.startswith("declined · ")
        while table.cursor != at:
            await pilot.press("j" if table.cursor < at else "k")
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, Form) and "No, and no." in shown(app))
        asked = {one.ask.name: one for one in app.screen.query(Asked)}
        assert asked["state"].text == "declined"
        asked["state"].text = "withdrawn"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not Ledger.open(coalition).crossed())
    doc = Ledger.open(coalition).get("optin", optin) or {}
    assert (doc["state"], doc["reason"]) == ("withdrawn", "No, and no.")


async def test_an_answer_that_stands_no_more_is_not_taken(coalition: Path) -> None:
    ledger = Ledger.open(coalition)
    live = ledger.read("action", key("a1")).live["title"]
    for title in ("One", "Two"):
        ledger.write([Change("action", key("a1"), {"title": title}, live)])
    entry = crossed(ledger).answers[0].answers[0].given[0].entry
    settling.settle(ledger, "action", key("a1"), "title", value="Three")
    now = ledger.read("action", key("a1")).live["title"]
    for title in ("Four", "Five"):
        ledger.write([Change("action", key("a1"), {"title": title}, now)])
    with pytest.raises(Invalid, match="doesn't stand any more"):
        settling.settle(ledger, "action", key("a1"), "title", given=entry)


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
    assert found.theme is None and all(
        f"\n{name}: " in found.trouble for name in ("theme", "sync_minutes", "nothing")
    )
    file.write_text("= =")
    assert "can't be read" in preferences.load().trouble
