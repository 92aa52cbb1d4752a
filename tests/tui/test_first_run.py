"""Were one of these to fail, who has no ledger yet could not come by one, or would lose what they typed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from allied.store.ledger import Ledger
from allied.store.sync import remotes, syncing
from allied.tui.app import Allied
from allied.tui.dialogs.asked import Asked
from allied.tui.dialogs.beginning import Beginning
from allied.tui.widgets.table import VirtualTable
from textual.pilot import Pilot
from textual.widgets import Input

from .conftest import Until, lines

SIZES = [(80, 24), (120, 40), (200, 60)]


def seen(app: Allied) -> str:
    return "\n".join(lines(app))


def told(app: Allied) -> str:
    return "\n".join(n.message for n in app._notifications)


async def asked(app: Allied, pilot: Pilot[None], until: Until, key: str) -> None:
    """Take an offer by its key, and wait until its form is there."""
    await until(pilot, lambda: app.current_mode == "welcome" and "Look at the demo" in seen(app))
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, Beginning) and isinstance(app.focused, Input))


async def begun(app: Allied, pilot: Pilot[None], until: Until) -> None:
    await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))


@pytest.fixture
def remote(coalition: Path, tmp_path: Path) -> Path:
    """What the coalition shares its ledger through."""
    root = tmp_path / "shared.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(root)], check=True)
    remotes.add(coalition, str(root))
    syncing.sync(Ledger.open(coalition))
    return root


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    root = tmp_path / "empty"
    root.mkdir()
    return root


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_make_a_ledger_where_one_is_named(size: tuple[int, int], empty: Path, until: Until) -> None:
    app = Allied(empty)
    async with app.run_test(size=size, notifications=True) as pilot:
        await asked(app, pilot, until, "m")
        await pilot.press(*"Coalition of Two", "tab", *"two/ledger", "tab", *"Noor Haddad")
        await until(pilot, lambda: seen(app).count("two/ledger") == 2)
        await pilot.press("enter")
        await begun(app, pilot, until)
        assert "Coalition of Two is in" in told(app)
    ledger = Ledger.open(empty / "two" / "ledger")
    assert ledger.name == "Coalition of Two"
    assert ledger.label("contact", ledger.me() or "") == "Noor Haddad"


async def test_enter_on_the_first_offer_makes_one_here(empty: Path, until: Until) -> None:
    app = Allied(empty)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await asked(app, pilot, until, "enter")
        await pilot.press("enter")
        await until(pilot, lambda: "This is needed" in seen(app))
        await pilot.press(*"We", "enter")
        await begun(app, pilot, until)
    assert Ledger.open(empty).name == "We"


async def test_a_folder_that_cannot_be_is_said_and_the_form_stays_filled(empty: Path, until: Until) -> None:
    (empty / "file").write_text("")
    app = Allied(empty)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await asked(app, pilot, until, "m")
        await pilot.press(*"We", "tab", *"file/ledger", "enter")
        await until(pilot, lambda: "✗" in seen(app) and "can't be" in seen(app))
        assert [a.text for a in app.screen.query(Asked)] == ["We", "file/ledger", ""]
        assert told(app) == ""  # it is said once, in place
        assert app.focused is not None
        await pilot.press("ctrl+u", *"here", "enter")
        await begun(app, pilot, until)
    assert Ledger.open(empty / "here").name == "We"


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_join_by_an_address(size: tuple[int, int], empty: Path, remote: Path, until: Until) -> None:
    app = Allied(empty)
    async with app.run_test(size=size, notifications=True) as pilot:
        await asked(app, pilot, until, "J")
        await pilot.press(*str(remote), "enter")
        await begun(app, pilot, until)
        await pilot.press("4")
        await until(pilot, lambda: "Draft the letter" in seen(app))
    assert Ledger.open(empty / "shared").name == "Coalition for a Liveable Net"


async def test_an_address_where_nothing_is(empty: Path, remote: Path, until: Until) -> None:
    app = Allied(empty)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await asked(app, pilot, until, "J")
        await pilot.press(*f"{remote.parent}/nowhere.git", "tab", "tab", *"Noor", "enter")
        await until(pilot, lambda: "is no address of a" in seen(app))
        assert [a.text for a in app.screen.query(Asked)] == [f"{remote.parent}/nowhere.git", "", "Noor"]
        assert [*empty.iterdir()] == []
        remote.rename(remote.parent / "nowhere.git")
        await pilot.press("enter")
        await begun(app, pilot, until)
        await until(pilot, lambda: "@Noor" in seen(app) or app.size.width < 110)
    ledger = Ledger.open(empty / "nowhere")
    assert ledger.label("contact", ledger.me() or "") == "Noor"


async def test_a_slow_join_is_stopped_by_a_key(
    empty: Path, tmp_path: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "ssh"
    slow.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/started\nexec sleep 600\n")
    slow.chmod(0o755)
    monkeypatch.setenv("ALLIED_SSH", str(slow))
    app = Allied(empty)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await asked(app, pilot, until, "J")
        await pilot.press(*"git@example.invalid:commons.git", "enter")
        await until(pilot, lambda: (tmp_path / "started").exists())
        await pilot.press("escape")
        await until(pilot, lambda: "✗ It was stopped." in seen(app))
        assert app.screen.query(Asked).first().text == "git@example.invalid:commons.git"
        assert [*empty.iterdir()] == []
        await pilot.press("escape", "escape")
        await until(pilot, lambda: not isinstance(app.screen, Beginning))


async def test_the_demo(tmp_path: Path, empty: Path, until: Until, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    app = Allied(empty)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "welcome" and app.focused)
        await pilot.press("d")
        await begun(app, pilot, until)
        assert len(app.screen.query_one(VirtualTable).rows.seen) > 3
    assert [*empty.iterdir()] == [] and [*tmp_path.glob("allied-demo-*")]
