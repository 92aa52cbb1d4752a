"""Were one of these to fail, a ledger at risk would look sound, or what somebody typed would be lost with it."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from allied.store.journal import disk
from allied.store.ledger import Ledger
from allied.tui.app import Allied
from allied.tui.dialogs.asked import Asked
from allied.tui.dialogs.form import Form
from allied.tui.settings.preferences import Preferences
from allied.tui.widgets.banner import Banner
from textual.pilot import Pilot
from textual.widgets import Input

from .conftest import Until, lines

SIZES = [(80, 24), (120, 40), (200, 60)]


def seen(app: Allied) -> str:
    return "\n".join(lines(app))


def banner(app: Allied) -> str:
    """Return what the banner says, in one line; empty where there is none."""
    found = app.screen_stack[-1].query(Banner) or app.screen_stack[0].query(Banner)
    return " ".join(str(found.first().content).split()) if found else ""


async def at_actions(app: Allied, pilot: Pilot[None], until: Until) -> None:
    await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
    await pilot.press("4")
    await until(pilot, lambda: app.current_mode == "actions" and "Draft the letter" in seen(app))


async def filled(app: Allied, pilot: Pilot[None], until: Until) -> None:
    """Fill the form for a new action."""
    await pilot.press("A")
    await until(pilot, lambda: isinstance(app.screen, Form) and isinstance(app.focused, Input))
    await pilot.press(*"Ring them", "tab", *"edri")


async def refused(app: Allied, pilot: Pilot[None], until: Until, words: str) -> None:
    """Save, and see that it is refused in place, the form as it was."""
    await pilot.press("enter")
    await until(pilot, lambda: words in " ".join(seen(app).replace("│", " ").split()))
    assert isinstance(app.screen, Form)
    assert [asked.text for asked in app.screen.query(Asked)][:2] == ["Ring them", "edri"]


async def saved(app: Allied, pilot: Pilot[None], until: Until) -> None:
    """Save again, now that it can be."""
    await pilot.press("enter")
    await until(pilot, lambda: not isinstance(app.screen, Form))
    await until(pilot, lambda: "Ring them" in seen(app))


def titles(root: Path) -> set[str]:
    return {str(doc["title"]) for doc in Ledger.open(root).table("action").values()}


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_folder_goes_and_comes_back(size: tuple[int, int], coalition: Path, until: Until) -> None:
    app, away = Allied(coalition), coalition.parent / "away"
    async with app.run_test(size=size, notifications=True) as pilot:
        await at_actions(app, pilot, until)
        await filled(app, pilot, until)
        coalition.rename(away)
        await until(pilot, lambda: "folder is gone" in banner(app))
        await refused(app, pilot, until, "folder is gone")
        assert not coalition.exists()  # nothing is made where it was
        await pilot.press("escape", "escape")
        await until(pilot, lambda: not isinstance(app.screen, Form))
        assert "✗ The ledger's folder is gone" in seen(app) and "Draft the letter" in seen(app)
        app.clear_notifications()
        await pilot.press("j", "2", "4")
        await until(pilot, lambda: app.current_mode == "actions" and "folder is gone" in banner(app))
        await pilot.pause(0.3)  # the thing beside the list can't be read either
        assert not [n for n in app._notifications if "folder is gone" in n.message]
        assert "Draft the letter" in seen(app)
        away.rename(coalition)
        await until(pilot, lambda: banner(app) == "")
        await pilot.press("2")
        await until(pilot, lambda: "Berlin Housing" in seen(app) and banner(app) == "")
        await pilot.press("4")
        await filled(app, pilot, until)
        await saved(app, pilot, until)
    assert "Ring them" in titles(coalition)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO], ids=errno.errorcode.get)
async def test_a_disk_that_refuses(
    number: int, coalition: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at_actions(app, pilot, until)
        await filled(app, pilot, until)
        with monkeypatch.context() as patch:
            patch.setattr(disk, "_write", refuse)
            await refused(app, pilot, until, "hint:")
            await until(pilot, lambda: banner(app) != "")
            await pilot.pause(1.5)  # a look finds the same
            assert banner(app) != "" and isinstance(app.screen, Form)
        await until(pilot, lambda: banner(app) == "")
        await saved(app, pilot, until)
    assert "Ring them" in titles(coalition)


@pytest.fixture
def small(tmp_path: Path, coalition: Path) -> Iterator[Path]:
    """A small disk of its own with the ledger on it; left out where none can be had."""
    place = tmp_path / "disk"
    place.mkdir()
    line = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    if subprocess.run(line, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        shutil.copytree(coalition, place / "ledger")
        yield place / "ledger"
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill_up(root: Path) -> Callable[[], None]:
    file = root.parent / "filler"
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT)
    try:
        while True:
            os.write(descriptor, bytes(4096))
    except OSError:
        os.close(descriptor)
    return file.unlink


def fix(root: Path) -> Callable[[], None]:
    def mount(how: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{how}", str(root.parent)], check=True)

    mount("ro")
    return lambda: mount("rw")


@pytest.mark.parametrize(("harm", "words"), [(fill_up, "The disk is full"), (fix, "read-only")])
async def test_a_real_disk_that_is_full_or_read_only(
    harm: Callable[[Path], Callable[[], None]], words: str, small: Path, until: Until
) -> None:
    app = Allied(small)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await at_actions(app, pilot, until)
        await filled(app, pilot, until)
        # More than what is left of the last block of a file, which a full disk still takes.
        next(a for a in app.screen.query(Asked) if a.ask.name == "note").text = "and ask them twice " * 1000
        mend = harm(small)
        await refused(app, pilot, until, words)
        await until(pilot, lambda: words in banner(app))
        mend()
        await until(pilot, lambda: banner(app) == "")
        await saved(app, pilot, until)
    assert "Ring them" in titles(small) and Ledger.open(small).problems == []
    assert not [*small.rglob("*probe-*")]


async def test_a_ledger_that_somebody_holds(
    coalition: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLIED_LOCK_WAIT", "0.2")
    app = Allied(coalition)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await at_actions(app, pilot, until)
        await filled(app, pilot, until)
        with (coalition / ".git" / "allied" / "lock").open("r+b") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            await refused(app, pilot, until, "is being written to by")
            await until(pilot, lambda: "is being written to by" in banner(app))
        await until(pilot, lambda: banner(app) == "")
        await saved(app, pilot, until)


async def test_a_part_that_is_damaged_or_lost(coalition: Path, until: Until) -> None:
    path = Ledger.open(coalition).seal()
    assert path is not None
    data = path.read_bytes()
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at_actions(app, pilot, until)
        path.unlink()
        await until(pilot, lambda: "Draft the letter" not in seen(app))
        path.write_bytes(data.replace(b"Draft", b"Drift"))
        await until(pilot, lambda: "Part of the ledger is damaged" in banner(app))
        assert path.name in banner(app) and "allied doctor" in banner(app)
        await until(pilot, lambda: "✗ Part of the ledger is damaged" in seen(app))
        path.unlink()
        path.write_bytes(data)
        await until(pilot, lambda: banner(app) == "" and "Draft the letter" in seen(app))


async def test_a_list_that_could_not_be_read_at_first_is_read_once_that_can_be(
    coalition: Path, until: Until
) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await at_actions(app, pilot, until)
        away = coalition.rename(coalition.parent / "away")
        await pilot.press("2")
        await until(pilot, lambda: "It could not be read." in seen(app))
        away.rename(coalition)
        await until(pilot, lambda: "European Digital Rights" in seen(app) and "✗" not in seen(app))


async def test_a_ledger_that_cannot_be_opened_says_why(coalition: Path, until: Until) -> None:
    sound = (coalition / "allied.toml").read_bytes()
    (coalition / "allied.toml").write_text("= =")
    app = Allied(coalition)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "✗" in seen(app) and "git checkout" in seen(app))
        await until(pilot, lambda: "It could not be read." in seen(app))
        (coalition / "allied.toml").write_bytes(sound)
        await until(pilot, lambda: "Draft the letter" in seen(app) and "✗" not in seen(app))


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("keys", ["1", "2", "3", "4", "5", "6", "7", "gx", "gn", "4a", "4?", "g,"])
async def test_as_small_as_can_be_and_back(
    keys: str, compact: bool, coalition: Path, until: Until, still_there: Callable[[Pilot[None]], object]
) -> None:
    app = Allied(coalition, preferred=Preferences(compact=compact))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
        for key in keys:
            await pilot.press("question_mark" if key == "?" else key)
            await pilot.pause(0.2)
        if isinstance(app.focused, Input):
            app.focused.cursor_blink = False
        await still_there(pilot)  # type: ignore[misc]
        before = seen(app)
        await pilot.resize_terminal(20, 5)
        await pilot.pause(0.1)
        await pilot.press("tab", "shift+tab")
        (coalition / "allied.toml").rename(coalition / "kept")
        await until(pilot, lambda: app.trouble is not None)
        (coalition / "kept").rename(coalition / "allied.toml")
        await until(pilot, lambda: app.trouble is None)
        await pilot.resize_terminal(120, 40)
        await still_there(pilot)  # type: ignore[misc]
        assert seen(app) == before


DIALOGS = {
    "palette": ("ctrl+p", "r", "i"),
    "themes": ("action:app.change_theme",),
    "keys": ("action:app.keys",),
    "settings": ("g", "comma"),
    "choice": ("g", "comma", "enter"),
    "form": ("4", "A"),
    "quick": ("4", "a"),
    "question": ("4", "x"),
    "help": ("question_mark",),
    "coalition": ("action:app.whole('coalition')",),
}


@pytest.mark.parametrize("start", [(120, 40), (120, 3), (1, 1)], ids=str)
@pytest.mark.parametrize("keys", DIALOGS.values(), ids=DIALOGS)
async def test_dialogs_as_small_as_can_be_and_back(
    keys: tuple[str, ...], start: tuple[int, int], coalition: Path, until: Until
) -> None:
    app = Allied(coalition)
    moves = ("down", "pagedown", "pageup", "end", "up", "pageup", "home", "pagedown", "tab", "shift+tab")
    async with app.run_test(size=start, notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
        for key in keys:
            if key.startswith("action:"):
                await app.run_action(key.removeprefix("action:"))
            elif len(key) == 1 and key.isdigit():
                await pilot.press(key)
                await until(
                    pilot, lambda: app.current_mode == "actions" and getattr(app.screen, "page", None)
                )
            else:
                app.simulate_key(key)
        for key in moves:  # before anything is laid out
            app.simulate_key(key)
        for size in ((20, 5), (10, 3), (6, 20), (4, 20), (1, 1), (120, 3), (300, 1), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause(0.05)
            for key in moves:
                app.simulate_key(key)
            await pilot.pause(0.05)
        await until(pilot, lambda: seen(app).strip())
        for _ in range(6):
            if len(app.screen_stack) > 1:
                await pilot.press("escape")
                await pilot.pause(0.05)
        await until(pilot, lambda: len(app.screen_stack) == 1 and "1 Today" in seen(app))
