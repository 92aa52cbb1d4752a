"""Were one of these to fail, a setting would not hold, or somebody's own settings file would be harmed."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from allied.store.errors import CannotWrite, Invalid
from allied.tui import registry
from allied.tui.app import Allied
from allied.tui.dialogs.asked import Asked
from allied.tui.dialogs.keys import Keys
from allied.tui.dialogs.settings import Settings
from allied.tui.frame.keymaps import checked
from allied.tui.settings import preferences, remembering
from allied.tui.settings.preferences import Preferences
from allied.tui.settings.themes import DARK, LIGHT
from textual.pilot import Pilot
from textual.widgets import OptionList, Select

from .conftest import Until, lines

SIZES = [(80, 24), (120, 40), (200, 60)]
THEIRS = """# mine
theme = "nord"  # the blue one

[keys]
# as in my editor
undo = "ctrl+b"
"action.done" = "Z"
"""


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def seen(app: Allied) -> str:
    return "\n".join(lines(app))


async def opened(app: Allied, pilot: Pilot[None], until: Until) -> None:
    await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
    await pilot.press("g", ",")
    await until(pilot, lambda: isinstance(app.screen, Settings) and app.focused and "sync every" in seen(app))


# The file


def test_a_setting_is_written_and_the_rest_stands() -> None:
    path = preferences.path()
    path.parent.mkdir(parents=True)
    path.write_text(THEIRS + '\n[later]\nversion = "knows this"\n')
    assert remembering.remember({"sync_minutes": 10, "compact": True}) == path
    text = path.read_text()
    for line in (*THEIRS.splitlines(), 'version = "knows this"', "sync_minutes = 10", "compact = true"):
        assert line in text.splitlines()
    found = preferences.load()
    assert (found.theme, found.sync_minutes, found.compact) == ("nord", 10, True)
    assert found.keys == {"undo": "ctrl+b", "action.done": "Z"}
    remembering.remember({"theme": None, "keys": {"undo": "ctrl+b", "quit": "ctrl+x"}})
    text = path.read_text()
    assert "# as in my editor" in text and "nord" not in text and "action.done" not in text
    assert preferences.load().keys == {"undo": "ctrl+b", "quit": "ctrl+x"}


def test_a_first_setting_makes_the_file() -> None:
    path = remembering.remember({"theme": LIGHT, "keys": {"undo": "ctrl+b"}})
    assert preferences.load() == Preferences(LIGHT, {"undo": "ctrl+b"})
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_link_stays_one(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("# kept elsewhere\n")
    path = preferences.path()
    path.parent.mkdir(parents=True)
    path.symlink_to(real)
    remembering.remember({"compact": True})
    assert path.is_symlink() and real.read_text() == "# kept elsewhere\ncompact = true\n"


@pytest.mark.parametrize("text", [b"= =", b"\xff\xfe", b"theme = [\n"])
def test_a_file_that_is_none_is_left_alone(text: bytes) -> None:
    path = preferences.path()
    path.parent.mkdir(parents=True)
    path.write_bytes(text)
    with pytest.raises(Invalid) as refused:
        remembering.remember({"compact": True})
    assert refused.value.hint and path.read_bytes() == text


def test_a_disk_that_refuses_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    path = remembering.remember({"compact": True})

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="No space left"):
        remembering.remember({"compact": False})
    assert path.read_text() == "compact = true\n" and len([*path.parent.iterdir()]) == 1


def test_starting_loads_nothing_that_writes_settings() -> None:
    names = ("tomlkit", "aiohttp", "allied.tui.frame.keymaps")
    code = f"import sys, allied.tui.app; print(*(name in sys.modules for name in {names}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"] * 3


# What can't work

WRONG = """
theme = "no-such"
sync_minutes = -5
compact = "yes"
later = 1

[keys]
"go.members" = "1"
"action.done" = "Z"
undo = "ctrl+q"
jump = "notakey+++"
help = ""
coalition = "f6"
"form.tab" = "f7"
"no.such" = "f8"
quit = 3
"action.start" = "P, /"
redo = "f12,ctrl+c"
"""


def test_what_cannot_work_is_named_and_the_rest_holds() -> None:
    path = preferences.path()
    path.parent.mkdir(parents=True)
    path.write_text(WRONG)
    found = checked(preferences.load())
    assert found.keys == {"action.done": "Z"}
    assert (found.theme, found.sync_minutes, found.compact) == (None, 0, False)
    first, *told = found.trouble.splitlines()
    assert str(path) in first
    for words in (
        "theme: there is no 'no-such'", "sync_minutes: -5", "compact: 'yes'", "later: there is no",
        "go.members = '1': 1 is Today already", "undo = 'ctrl+q': ctrl+q leaves", "'notakey+++' is no key",
        "help = '': no key", "coalition = 'f6'", "form.tab = 'f7'", "no command 'no.such'", "keys.quit",
        "action.start = 'P, /': slash is", "redo = 'f12,ctrl+c': ctrl+c",
    ):  # fmt: skip
        assert len([line for line in told if words in line]) == 1, (words, told)
    assert len(told) == 14


def test_keys_may_change_places() -> None:
    path = preferences.path()
    path.parent.mkdir(parents=True)
    path.write_text('[keys]\n"go.today" = "2"\n"go.members" = "1"\nhelp = "?"\n')
    found = checked(preferences.load())
    assert found == Preferences(keys={"go.today": "2", "go.members": "1", "help": "question_mark"})
    path.write_text('[keys]\n"go.today" = "2"\n"go.members" = "ctrl+q"\n')
    found = checked(preferences.load())
    assert found.keys == {} and len(found.trouble.splitlines()) == 3  # the 2 is Members' again


async def test_what_cannot_work_is_told_once(coalition: Path, until: Until) -> None:
    path = preferences.path()
    path.parent.mkdir(parents=True)
    path.write_text('theme = "no-such"\n')
    app = Allied(coalition, preferred=preferences.load())
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, pilot, until)
        assert ["no-such" in n.message for n in app._notifications] == [True]


# The form


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_what_is_chosen_shows_at_once_and_is_kept(
    size: tuple[int, int], coalition: Path, until: Until
) -> None:
    app = Allied(coalition)
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(app, pilot, until)
        app.screen.query(Asked)[0].query_one(Select).value = LIGHT
        await until(pilot, lambda: app.theme == LIGHT)
        assert preferences.load().theme is None
        app.screen.query(Asked)[1].query_one(Select).value = "yes"
        await until(pilot, lambda: app.has_class("-compact"))
        app.screen.query(Asked)[2].focus_in()
        await pilot.press("end", "backspace", *"15", "enter")
        await until(pilot, lambda: not isinstance(app.screen, Settings))
        assert [timer for timer in app._timers if timer._interval == 15 * 60]
        assert app.theme == LIGHT and app.has_class("-compact")
    assert preferences.load() == Preferences(LIGHT, {}, 15, True)


async def test_what_is_not_kept_is_taken_off(coalition: Path, until: Until) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(app, pilot, until)
        app.screen.query(Asked)[0].query_one(Select).value = "nord"
        await until(pilot, lambda: app.theme == "nord")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: not isinstance(app.screen, Settings))
        assert app.theme == DARK and not preferences.path().exists()


async def test_minutes_that_are_none_and_a_file_that_cannot_be_written(coalition: Path, until: Until) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(app, pilot, until)
        app.screen.query(Asked)[2].focus_in()
        await pilot.press("end", "backspace", *"often")
        await until(pilot, lambda: "✗ often is no number of minutes" in seen(app))
        await pilot.press("enter")
        await pilot.press(*["backspace"] * 5, "5")
        preferences.path().parent.mkdir(parents=True)
        preferences.path().write_text("= =")
        await pilot.press("enter")
        await until(pilot, lambda: "is no TOML" in seen(app).replace("\n", ""))
        assert isinstance(app.screen, Settings) and app.screen.query(Asked)[2].text == "5"
        preferences.path().write_text("")
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, Settings))
    assert preferences.load().sync_minutes == 5


# Keys


async def test_another_key_holds_at_once_and_is_kept(coalition: Path, until: Until) -> None:
    app = Allied(coalition)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and getattr(app.screen, "page", None))
        await pilot.press("4")
        await until(pilot, lambda: app.current_mode == "actions" and " d Done" in seen(app))
        app.action_keys()
        await until(pilot, lambda: isinstance(app.screen, Keys) and app.focused)
        options = app.screen.query_one(OptionList)
        options.highlighted = options.get_option_index("action.done")
        await pilot.press("enter")
        await until(pilot, lambda: "Press the new key for Done" in seen(app))
        await pilot.press("u")  # that is another's
        await until(pilot, lambda: "u is Undo already" in seen(app))
        await pilot.press("enter", "Z")
        await until(pilot, lambda: app.keymap_now == {"action.done": "Z"})
        await pilot.press("escape")
        await until(pilot, lambda: " Z Done" in seen(app))
        await pilot.press("Z")
        await until(pilot, lambda: "Draft the letter" not in seen(app).split("History")[0])
        assert preferences.load().keys == {"action.done": "Z"}
        app.action_keys()
        await until(pilot, lambda: isinstance(app.screen, Keys) and app.focused)
        options = app.screen.query_one(OptionList)
        options.highlighted = options.get_option_index("action.done")
        await pilot.press("backspace")
        await until(pilot, lambda: app.keymap_now == {})
    assert preferences.load().keys == {}


def test_no_two_commands_hold_a_key_where_both_apply() -> None:
    for command in registry.COMMANDS:
        for key in command.key.split(","):
            if key and command.id not in registry.FIXED and not key.startswith(("tab", "shift+tab")):
                other = registry.holder(command, key, {})
                assert other is None, (command.id, key, other and other.id)
        if command.key and command.id not in registry.FIXED:
            assert registry.refusal(command, command.key, {}) is None, command.id


# Looks


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_compact_shows_more(size: tuple[int, int], coalition: Path, until: Until) -> None:
    heights: list[int] = []
    for compact in (False, True):
        app = Allied(coalition, preferred=Preferences(compact=compact))
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda app=app: app.current_mode == "today")
            await pilot.press("4")
            await until(pilot, lambda app=app: "Draft the letter" in seen(app))
            await until(pilot, lambda app=app: "4 Actions" in seen(app))
            heights.append(app.screen.query_one("#table").size.height)
    assert heights[1] > heights[0]


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_the_terminals_own_colours_hide_no_word(theme: str, coalition: Path, until: Until) -> None:
    """A tint of a colour is the colour itself there: words in it would be gone."""
    app = Allied(coalition, preferred=Preferences(theme=theme))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.current_mode == "today")
        for keys in (("4",), ("tab",), ("3",), ("g", "x"), ("4", "a")):
            await pilot.press(*keys)
            await pilot.pause(0.2)
            for strip in app.screen._compositor.render_strips():
                for text, style, _ in strip:
                    if text.strip(" ▌▐▏▎─│╭╮╰╯▁▂▃▅▆▇█▔┃") and style and style.color and style.bgcolor:
                        assert style.color != style.bgcolor or style.color.is_default, (keys, text, style)


async def test_a_picture_is_saved_beside_others(
    coalition: Path, until: Until, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    monkeypatch.chdir(folder)
    app = Allied(coalition)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app.current_mode == "today" and "Draft the letter" in seen(app))
        for count in (1, 2):
            await app.run_action("app.attempt('screenshot')")
            await until(pilot, lambda count=count: len([*folder.iterdir()]) == count)
        await until(pilot, lambda: "allied-today-2.svg" in "".join(n.message for n in app._notifications))
        folder.chmod(0o500)
        if os.getuid():
            await app.run_action("app.attempt('screenshot')")
            await until(pilot, lambda: [n for n in app._notifications if n.severity == "error"])
    folder.chmod(0o700)
    text = (folder / "allied-today.svg").read_text()
    ET.fromstring(text)
    assert "Draft" in text and "font-face" not in text and "cdnjs" not in text
